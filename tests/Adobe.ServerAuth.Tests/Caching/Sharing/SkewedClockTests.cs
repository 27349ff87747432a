namespace Adobe.ServerAuth.Tests.Caching.Sharing;

public sealed class SkewedClockTests : IDisposable
{
    private static readonly Adobe.ServerAuth.Credentials.CredentialSettings Credentials = Adobe.ServerAuth.Credentials.CredentialSettings.From(null, Fakes.Make.Options());

    private readonly Fleet _fleet = new();

    public void Dispose() => _fleet.Dispose();

    [Theory]
    [InlineData(-60)]
    [InlineData(60)]
    [InlineData(-60 * 24 * 400)]
    public async Task The_clock_of_the_machine_that_asked_does_not_count(int minutes)
    {
        await _fleet.GetAsync(_fleet.NewMachine(skew: TimeSpan.FromMinutes(minutes)));
        await _fleet.HandedOnAsync();
        var endsAt = _fleet.Clock.GetUtcNow() + TimeSpan.FromDays(1);
        _fleet.Clock.Advance(TimeSpan.FromHours(1));

        var token = await _fleet.GetAsync(_fleet.NewMachine());

        Assert.Equal(1, _fleet.Ims.Requests);
        Assert.InRange(token.ExpiresAt, endsAt - TimeSpan.FromSeconds(1), endsAt);
    }

    [Fact]
    public async Task A_clock_that_is_ahead_uses_it_for_less_time()
    {
        await _fleet.GetAsync(_fleet.NewMachine());
        await _fleet.HandedOnAsync();

        var token = await _fleet.GetAsync(_fleet.NewMachine(skew: TimeSpan.FromHours(1)));

        Assert.Equal(1, _fleet.Ims.Requests);
        Assert.InRange(LifeOn(token, TimeSpan.FromHours(1)), TimeSpan.FromHours(22.99), TimeSpan.FromHours(23));
    }

    [Fact]
    public async Task A_clock_that_is_behind_makes_no_more_of_it_than_it_ever_had()
    {
        await _fleet.GetAsync(_fleet.NewMachine());
        await _fleet.HandedOnAsync();

        var token = await _fleet.GetAsync(_fleet.NewMachine(skew: -TimeSpan.FromDays(400)));

        Assert.Equal(1, _fleet.Ims.Requests);
        Assert.InRange(LifeOn(token, -TimeSpan.FromDays(400)), TimeSpan.FromHours(23.99), TimeSpan.FromDays(1));
    }

    [Fact]
    public async Task A_clock_that_is_far_ahead_costs_requests_of_its_own_and_disturbs_nobody()
    {
        await _fleet.GetAsync(_fleet.NewMachine());
        await _fleet.HandedOnAsync();
        _fleet.Clock.Advance(TimeSpan.FromSeconds(1));
        var ahead = _fleet.NewMachine(skew: TimeSpan.FromDays(2));
        await _fleet.GetAsync(ahead);
        await _fleet.HandedOnAsync();

        var other = await _fleet.GetAsync(_fleet.NewMachine());

        Assert.Equal(2, _fleet.Ims.Requests);
        Assert.Equal(ahead.Fresh!.Value, other.Value);
        Assert.InRange(other.ExpiresAt - _fleet.Clock.GetUtcNow(), TimeSpan.FromHours(23.9), TimeSpan.FromDays(1));
    }

    [Fact]
    public void A_clock_that_was_set_while_the_token_came_makes_it_no_longer()
    {
        var now = _fleet.Clock.GetUtcNow();
        var token = Fakes.Make.Token(Fakes.Make.ImsToken(Fakes.Make.ClientId, now, TimeSpan.FromHours(24)), now + TimeSpan.FromHours(25));

        Assert.Equal(TimeSpan.FromHours(24), Adobe.ServerAuth.Caching.Sharing.SharedToken.Of(token, Credentials, now)!.Lifetime);
    }

    private TimeSpan LifeOn(AccessToken token, TimeSpan skew) => token.ExpiresAt - (_fleet.Clock.GetUtcNow() + skew);
}
