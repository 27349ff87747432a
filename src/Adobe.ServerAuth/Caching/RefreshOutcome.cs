using Adobe.ServerAuth.Abstractions;

namespace Adobe.ServerAuth.Caching;

// How a refresh ended, as data: every waiter makes an exception of its own from it.
internal sealed class RefreshOutcome
{
    // Neither token nor failure: a change of the options or disposal made it worthless, and who waits looks again.
    public static readonly RefreshOutcome Overtaken = new();

    public AccessToken? Token { get; private init; }

    // Whether the token was fetched because an API refused the one before.
    public bool IsRenewal { get; private init; }

    public TokenRequestFailure? Failure { get; private init; }

    // How long the failure is remembered for callers without a token.
    public TimeSpan NextAttemptIn { get; private init; }

    // How long the token at hand can still be used; null without one.
    public TimeSpan? UsableFor { get; private init; }

    // Until the next attempt to renew it in the background; null before the token is due.
    public TimeSpan? Pause { get; private init; }

    public bool IsFirstFailure { get; private init; }

    public static RefreshOutcome Brought(AccessToken token, bool isRenewal) => new() { Token = token, IsRenewal = isRenewal };

    public static RefreshOutcome Failed(TokenRequestFailure failure, TimeSpan nextAttemptIn) => new() { Failure = failure, NextAttemptIn = nextAttemptIn };

    public static RefreshOutcome FailedWhileUsable(TokenRequestFailure failure, TimeSpan nextAttemptIn, TimeSpan usableFor, TimeSpan? pause, bool isFirst) => new()
    {
        Failure = failure,
        NextAttemptIn = nextAttemptIn,
        UsableFor = usableFor,
        Pause = pause,
        IsFirstFailure = isFirst,
    };
}
