namespace Adobe.ServerAuth.Caching;

// Stands in for TimeProvider.System where deadlines are compared on every call: a coarse tick costs a fifth of a precise timestamp.
internal sealed class CoarseTimeProvider : TimeProvider
{
#if NETSTANDARD2_0
    public static TimeProvider For(TimeProvider provider) => provider;
#else
    private static readonly CoarseTimeProvider Instance = new();

    public override long TimestampFrequency => 1000;

    public static TimeProvider For(TimeProvider provider) => ReferenceEquals(provider, System) ? Instance : provider;

    public override long GetTimestamp() => Environment.TickCount64;
#endif
}
