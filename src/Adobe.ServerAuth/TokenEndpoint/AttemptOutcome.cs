using Adobe.ServerAuth.Abstractions;

namespace Adobe.ServerAuth.TokenEndpoint;

// How one attempt ended: with a token, or with a failure.
internal sealed class AttemptOutcome
{
    public AccessToken? Token { get; private init; }

    public TimeSpan Lifetime { get; private init; }

    public TokenRequestFailure? Failure { get; private init; }

    // How many failures of this kind are worth another attempt, whatever the options allow.
    public int RetryLimit { get; private init; }

    public bool IsDoubtful => RetryLimit == 1;

    public static AttemptOutcome Granted(AccessToken token, TimeSpan lifetime) => new() { Token = token, Lifetime = lifetime };

    public static AttemptOutcome Refused(TokenRequestFailure failure) => new() { Failure = failure };

    public static AttemptOutcome Failed(TokenRequestFailure failure) => new() { Failure = failure, RetryLimit = int.MaxValue };

    // A proxy's page, or a fault that may not pass: one more try tells.
    public static AttemptOutcome Doubtful(TokenRequestFailure failure) => new() { Failure = failure, RetryLimit = 1 };
}
