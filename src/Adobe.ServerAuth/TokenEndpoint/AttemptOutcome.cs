using Adobe.ServerAuth.Abstractions;

namespace Adobe.ServerAuth.TokenEndpoint;

// How one attempt ended: with a token, or with a failure.
internal sealed class AttemptOutcome
{
    public AccessToken? Token { get; private init; }

    public TimeSpan Lifetime { get; private init; }

    public TokenRequestFailure? Failure { get; private init; }

    public RetryAdvice Retry { get; private init; }

    public static AttemptOutcome Granted(AccessToken token, TimeSpan lifetime) => new() { Token = token, Lifetime = lifetime };

    public static AttemptOutcome Failed(TokenRequestFailure failure, RetryAdvice retry) => new() { Failure = failure, Retry = retry };
}
