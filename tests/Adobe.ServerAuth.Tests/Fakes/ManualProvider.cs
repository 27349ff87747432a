using System.Threading.Channels;

namespace Adobe.ServerAuth.Tests.Fakes;

/// <summary>A provider whose fetches a test takes one by one, and ends as it likes.</summary>
internal sealed class ManualProvider : ITokenProvider
{
    private readonly Channel<ManualFetch> _fetches = Channel.CreateUnbounded<ManualFetch>();
    private int _running;
    private int _mostAtOnce;
    private int _count;

    public int Count => Volatile.Read(ref _count);

    public int Running => Volatile.Read(ref _running);

    public int MostAtOnce => Volatile.Read(ref _mostAtOnce);

    /// <summary>The next fetch that begins. Bounded, so that a lost fetch fails the test instead of hanging it.</summary>
    public async Task<ManualFetch> NextAsync() =>
        await _fetches.Reader.ReadAsync(TestContext.Current.CancellationToken).AsTask().WaitAsync(TimeSpan.FromSeconds(30));

    public ValueTask<AccessToken> GetTokenAsync(CancellationToken cancellationToken = default) => FetchAsync(null, cancellationToken);

    public ValueTask<AccessToken> RenewTokenAsync(AccessToken rejected, CancellationToken cancellationToken = default) => FetchAsync(rejected, cancellationToken);

    private async ValueTask<AccessToken> FetchAsync(AccessToken? rejected, CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref _count);
        var running = Interlocked.Increment(ref _running);
        InterlockedMax(ref _mostAtOnce, running);
        var fetch = new ManualFetch(rejected, cancellationToken);
        _fetches.Writer.TryWrite(fetch);
        try
        {
            return await fetch.Result;
        }
        finally
        {
            Interlocked.Decrement(ref _running);
        }
    }

    private static void InterlockedMax(ref int target, int value)
    {
        int seen;
        while ((seen = Volatile.Read(ref target)) < value && Interlocked.CompareExchange(ref target, value, seen) != seen)
        {
        }
    }
}
