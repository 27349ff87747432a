using Adobe.ServerAuth.Tests.Fakes;

namespace Adobe.ServerAuth.Tests.Caching.Sharing;

/// <summary>IMS as a fleet sees it: counts requests, and answers as the test wants.</summary>
internal sealed class FleetIms(TestClock clock)
{
    private int _requests;

    public int Requests => Volatile.Read(ref _requests);

    /// <summary>When it was asked last: what is done with the answer takes no time of the caller's.</summary>
    public DateTimeOffset AskedAt { get; private set; }

    public TimeSpan Lifetime { get; set; } = TimeSpan.FromDays(1);

    /// <summary>Runs before each answer; throws what IMS is to refuse with.</summary>
    public Func<Task> Before { get; set; } = () => Task.CompletedTask;

    /// <summary>Makes the token of each answer.</summary>
    public Func<DateTimeOffset, string> NewToken { get; set; } = null!;

    public ITokenProvider For(Func<DateTimeOffset> machineNow) => new Flow(this, machineNow);

    private async ValueTask<AccessToken> AnswerAsync(DateTimeOffset machineNow)
    {
        Interlocked.Increment(ref _requests);
        AskedAt = clock.GetUtcNow();
        await Before();
        var value = NewToken is null ? Make.ImsToken(Make.ClientId, clock.GetUtcNow(), Lifetime) : NewToken(clock.GetUtcNow());
        return Make.Token(value, machineNow + Lifetime);
    }

    private sealed class Flow(FleetIms ims, Func<DateTimeOffset> machineNow) : ITokenProvider
    {
        public ValueTask<AccessToken> GetTokenAsync(CancellationToken cancellationToken = default) => ims.AnswerAsync(machineNow());

        public ValueTask<AccessToken> RenewTokenAsync(AccessToken rejected, CancellationToken cancellationToken = default) => ims.AnswerAsync(machineNow());
    }
}
