namespace Adobe.ServerAuth.Caching;

// What a slot has for a caller, one of three: a token to use now, the end of a refresh to wait for, or a failure to throw, which no lock waits for.
internal readonly struct SlotAnswer
{
    public AccessToken? Token { get; private init; }

    public Task<RefreshOutcome>? Outcome { get; private init; }

    public RememberedFailure? Failure { get; private init; }

    public static implicit operator SlotAnswer(AccessToken token) => new() { Token = token };

    public static implicit operator SlotAnswer(Task<RefreshOutcome> outcome) => new() { Outcome = outcome };

    public static implicit operator SlotAnswer(RememberedFailure failure) => new() { Failure = failure };
}
