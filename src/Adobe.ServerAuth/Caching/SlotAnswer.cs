namespace Adobe.ServerAuth.Caching;

// What a slot has for a caller, one of three: a token to use now, a refresh to wait for, or a failure to throw, which no lock waits for.
internal readonly struct SlotAnswer
{
    public AccessToken? Token { get; private init; }

    public Refresh? Refresh { get; private init; }

    public RememberedFailure? Failure { get; private init; }

    public static implicit operator SlotAnswer(AccessToken token) => new() { Token = token };

    public static implicit operator SlotAnswer(Refresh refresh) => new() { Refresh = refresh };

    public static implicit operator SlotAnswer(RememberedFailure failure) => new() { Failure = failure };
}
