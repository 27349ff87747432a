namespace Adobe.ServerAuth.Caching.Sharing;

// How a call of the distributed cache ended: with what was read, if anything, or not at all.
internal readonly struct StoreAnswer
{
    public static readonly StoreAnswer None;

    public bool IsDone { get; private init; }

    public byte[]? Value { get; private init; }

    public static StoreAnswer Of(byte[]? value) => new() { IsDone = true, Value = value };
}
