using System.Net;

namespace Adobe.ServerAuth.Tests.Caching.Sharing;

public sealed class PauseTests : IDisposable
{
    private readonly Fleet _fleet = new();

    public void Dispose() => _fleet.Dispose();

    [Theory]
    [InlineData(429, 60, 60)]
    [InlineData(429, null, 5)]
    [InlineData(429, 3600, 300)]
    public async Task What_IMS_asks_of_one_machine_all_keep(int status, int? retryAfter, int seconds)
    {
        await RefuseAsync(status, retryAfter);
        await SettledAsync(seconds);

        var failure = await Assert.ThrowsAsync<TokenRequestException>(() => _fleet.GetAsync(_fleet.NewMachine()));

        Assert.Equal((1, true, "throttled", (HttpStatusCode)429), (_fleet.Ims.Requests, failure.IsTransient, failure.Reason, failure.StatusCode));
        Assert.InRange(failure.RetryAfter!.Value, TimeSpan.FromSeconds(seconds - 1), TimeSpan.FromSeconds(seconds));
        Assert.Contains("another machine", failure.Message, StringComparison.Ordinal);
        Assert.InRange(_fleet.Cache.LifeOf(_fleet.Cache.LeaseKey!), TimeSpan.FromSeconds(seconds - 1), TimeSpan.FromSeconds(seconds));

        _fleet.Ims.Before = () => Task.CompletedTask;
        _fleet.Clock.Advance(TimeSpan.FromSeconds(seconds));
        await _fleet.GetAsync(_fleet.NewMachine());
        Assert.Equal(2, _fleet.Ims.Requests);
    }

    [Fact]
    public async Task A_clock_that_is_behind_keeps_the_pause_no_longer_than_it_is()
    {
        await RefuseAsync(429, 60);
        await SettledAsync(60);

        var failure = await Assert.ThrowsAsync<TokenRequestException>(() => _fleet.GetAsync(_fleet.NewMachine(skew: -TimeSpan.FromHours(1))));

        Assert.Equal(TimeSpan.FromSeconds(60), failure.RetryAfter);
    }

    [Theory]
    [InlineData(503, null)]
    [InlineData(503, 300)]
    [InlineData(400, null)]
    [InlineData(429, 0)]
    public async Task What_is_no_wish_of_IMS_holds_up_only_whom_it_happened_to(int status, int? retryAfter)
    {
        await RefuseAsync(status, retryAfter);
        if (status != 429)
        {
            await Fleet.SettledAsync(() => _fleet.Cache.LeaseKey is null);
        }

        _fleet.Ims.Before = () => Task.CompletedTask;
        _fleet.Clock.Advance(TimeSpan.FromSeconds(status == 429 ? 5 : 0));
        await _fleet.GetAsync(_fleet.NewMachine());

        Assert.Equal(2, _fleet.Ims.Requests);
    }

    // The machine that was refused had a lease before it left the pause there.
    private Task SettledAsync(int pause) =>
        Fleet.SettledAsync(() => _fleet.Cache.LeaseKey is { } key && pause - _fleet.Cache.LifeOf(key).TotalSeconds is >= 0 and < 1);

    private async Task RefuseAsync(int status, int? retryAfter)
    {
        _fleet.Ims.Before = () => throw new TokenRequestException("no")
        {
            StatusCode = (HttpStatusCode)status,
            RetryAfter = retryAfter is { } seconds ? TimeSpan.FromSeconds(seconds) : null,
            IsTransient = status != 400,
        };
        await Assert.ThrowsAsync<TokenRequestException>(() => _fleet.GetAsync(_fleet.NewMachine()));
    }
}
