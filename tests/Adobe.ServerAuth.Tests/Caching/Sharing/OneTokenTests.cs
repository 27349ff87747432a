using Adobe.ServerAuth.Tests.Fakes;

namespace Adobe.ServerAuth.Tests.Caching.Sharing;

public sealed class OneTokenTests : IDisposable
{
    private readonly Fleet _fleet = new();

    public void Dispose() => _fleet.Dispose();

    [Fact]
    public async Task The_second_machine_takes_the_token_of_the_first()
    {
        var first = await _fleet.GetAsync(_fleet.NewMachine());
        await _fleet.HandedOnAsync();
        _fleet.Clock.Advance(TimeSpan.FromHours(2));

        var second = await _fleet.GetAsync(_fleet.NewMachine());

        Assert.Equal((first.Value, first.ExpiresAt), (second.Value, second.ExpiresAt));
        Assert.Equal((Make.ClientId, null), (second.ClientId, second.OrganizationId));
        Assert.Equal(1, _fleet.Ims.Requests);
        Assert.Single(_fleet.Log.Of(404));
    }

    [Fact]
    public async Task A_hundred_machines_that_start_at_once_ask_for_one_token()
    {
        var machines = Enumerable.Range(0, 100).Select(_ => _fleet.NewMachine()).ToArray();

        var tokens = await _fleet.RunAsync(() => Task.WhenAll(machines.Select(machine => machine.GetTokenAsync(Fleet.Cancel).AsTask())));

        Assert.Single(tokens.Select(token => token.Value).Distinct());
        Assert.Equal(1, _fleet.Ims.Requests);
    }

    [Fact]
    public async Task Whoever_renews_first_serves_the_others()
    {
        var machines = Enumerable.Range(0, 5).Select(_ => _fleet.NewMachine()).ToArray();
        foreach (var machine in machines)
        {
            await _fleet.GetAsync(machine);
            await _fleet.HandedOnAsync();
        }

        for (var life = 2; life <= 4; life++)
        {
            _fleet.Clock.Advance(TimeSpan.FromDays(1) - TimeSpan.FromMinutes(7));
            var old = machines.Select(machine => machine.Fresh?.Value).ToArray();
            foreach (var machine in machines)
            {
                await _fleet.GetAsync(machine);
                await _fleet.RunAsync(async () =>
                {
                    await Fleet.SettledAsync(() => !machine.IsRefreshing);
                    return true;
                });
                await _fleet.HandedOnAsync();
            }

            Assert.All(old, Assert.Null);
            Assert.Single(machines.Select(machine => machine.Fresh!.Value).Distinct());
            Assert.Equal(life, _fleet.Ims.Requests);
        }
    }

    [Fact]
    public async Task A_token_that_is_nearly_over_is_not_taken()
    {
        var first = await _fleet.GetAsync(_fleet.NewMachine());
        await _fleet.HandedOnAsync();
        _fleet.Cache.Put(_fleet.Cache.TokenKey!, _fleet.Cache.Entries[_fleet.Cache.TokenKey!]);

        _fleet.Clock.Advance(TimeSpan.FromDays(1) - TimeSpan.FromSeconds(31));
        Assert.Equal(first.Value, (await _fleet.GetAsync(_fleet.NewMachine())).Value);
        _fleet.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.NotEqual(first.Value, (await _fleet.GetAsync(_fleet.NewMachine())).Value);
    }

    [Fact]
    public async Task What_is_in_the_cache_ends_with_the_token()
    {
        await _fleet.GetAsync(_fleet.NewMachine());
        await _fleet.HandedOnAsync();

        Assert.InRange(_fleet.Cache.LifeOf(_fleet.Cache.TokenKey!), TimeSpan.FromDays(1) - TimeSpan.FromSeconds(1), TimeSpan.FromDays(1));
    }

    [Theory]
    [InlineData("another client")]
    [InlineData("other scopes")]
    [InlineData("another organization")]
    [InlineData("another endpoint")]
    [InlineData("another secret")]
    public async Task Credentials_that_differ_have_nothing_in_common(string difference)
    {
        await _fleet.GetAsync(_fleet.NewMachine());
        await _fleet.HandedOnAsync();

        await _fleet.GetAsync(_fleet.NewMachine(options =>
        {
            options.ClientId = difference == "another client" ? "b3f07a5d19c24e68a07d35f1c8e2946b" : options.ClientId;
            options.Scopes = difference == "other scopes" ? ["openid"] : options.Scopes;
            options.OrganizationId = difference == "another organization" ? Make.OrganizationId : null;
            options.ImsEndpoint = difference == "another endpoint" ? new Uri("https://ims-na1-stg1.adobelogin.com") : null;
            options.ClientSecret = difference == "another secret" ? new string([.. Make.Secret.Reverse()]) : options.ClientSecret;
        }));

        Assert.Equal(2, _fleet.Ims.Requests);
    }

    [Fact]
    public async Task Scopes_in_another_order_are_the_same_credential()
    {
        await _fleet.GetAsync(_fleet.NewMachine());
        await _fleet.HandedOnAsync();

        await _fleet.GetAsync(_fleet.NewMachine(options => options.Scopes = [.. options.Scopes.Reverse(), options.Scopes[0]]));

        Assert.Equal(1, _fleet.Ims.Requests);
    }

    [Fact]
    public async Task A_token_that_does_not_tell_whose_it_is_stays_where_it_is()
    {
        _fleet.Ims.NewToken = now => "opaque-" + now.Ticks;
        var machine = _fleet.NewMachine();
        var token = await _fleet.GetAsync(machine);
        await Fleet.SettledAsync(() => _fleet.Log.Of(407).Count == 1);
        await Fleet.SettledAsync(() => _fleet.Cache.LeaseKey is { } key && _fleet.Cache.LifeOf(key) > TimeSpan.FromMinutes(1));

        await _fleet.RenewAsync(machine, token);

        Assert.Null(_fleet.Cache.TokenKey);
        Assert.Equal(2, _fleet.Ims.Requests);
    }

    [Fact]
    public async Task Where_nothing_can_be_handed_on_nobody_waits_for_another_machine()
    {
        _fleet.Ims.NewToken = now => "opaque-" + Guid.NewGuid().ToString("N");
        await _fleet.GetAsync(_fleet.NewMachine());
        await Fleet.SettledAsync(() => _fleet.Cache.LeaseKey is { } key && _fleet.Cache.LifeOf(key) > TimeSpan.FromMinutes(1));
        var looks = 0;
        _fleet.Cache.Before = (call, key, _) =>
        {
            Interlocked.Add(ref looks, call == "get" && key.Contains(":lease:", StringComparison.Ordinal) ? 1 : 0);
            return Task.CompletedTask;
        };
        var machines = Enumerable.Range(0, 20).Select(_ => _fleet.NewMachine()).ToArray();

        await _fleet.RunAsync(() => Task.WhenAll(machines.Select(machine => machine.GetTokenAsync(Fleet.Cancel).AsTask())));

        // One look of each, and no second.
        Assert.Equal((21, 20), (_fleet.Ims.Requests, looks));
    }

    // Such claims are not those of IMS, but they must not cost anybody a token.
    [Theory]
    [InlineData("9999-12-31T22:00:00Z")]
    [InlineData("1970-01-21T10:00:00Z")]
    public async Task A_token_of_an_odd_time_harms_nobody(string createdAt)
    {
        _fleet.Ims.NewToken = _ => Make.ImsToken(Make.ClientId, DateTimeOffset.Parse(createdAt, System.Globalization.CultureInfo.InvariantCulture), TimeSpan.FromDays(1));
        await _fleet.GetAsync(_fleet.NewMachine());
        await _fleet.HandedOnAsync();

        var machine = _fleet.NewMachine();
        var token = await _fleet.GetAsync(machine);
        await _fleet.RenewAsync(machine, token);
    }

    [Fact]
    public async Task What_was_taken_late_is_not_used_to_its_last_moment()
    {
        await _fleet.GetAsync(_fleet.NewMachine());
        await _fleet.HandedOnAsync();
        _fleet.Cache.Put(_fleet.Cache.TokenKey!, _fleet.Cache.Entries[_fleet.Cache.TokenKey!]);
        _fleet.Clock.Advance(TimeSpan.FromDays(1) - TimeSpan.FromSeconds(80));
        var machine = _fleet.NewMachine();
        var token = await _fleet.GetAsync(machine);
        Assert.Equal(1, _fleet.Ims.Requests);

        _fleet.Clock.Advance(TimeSpan.FromSeconds(49));
        Assert.Equal(token.Value, (await machine.GetTokenAsync(Fleet.Cancel)).Value);
        _fleet.Clock.Advance(TimeSpan.FromSeconds(2));
        Assert.False(machine.GetTokenAsync(Fleet.Cancel).IsCompleted);
    }

    [Fact]
    public async Task What_is_over_in_a_moment_is_not_taken()
    {
        await _fleet.GetAsync(_fleet.NewMachine());
        await _fleet.HandedOnAsync();
        _fleet.Cache.Put(_fleet.Cache.TokenKey!, _fleet.Cache.Entries[_fleet.Cache.TokenKey!]);
        _fleet.Clock.Advance(TimeSpan.FromDays(1) - TimeSpan.FromSeconds(0.7));

        await _fleet.GetAsync(_fleet.NewMachine(options => options.Cache.ClockSkew = TimeSpan.Zero));

        Assert.Equal(2, _fleet.Ims.Requests);
    }

    [Fact]
    public async Task A_token_of_another_client_is_not_handed_on()
    {
        _fleet.Ims.NewToken = now => Make.ImsToken("b3f07a5d19c24e68a07d35f1c8e2946b", now, TimeSpan.FromDays(1));
        await _fleet.GetAsync(_fleet.NewMachine());
        await Fleet.SettledAsync(() => _fleet.Log.Of(407).Count == 1);

        Assert.Null(_fleet.Cache.TokenKey);
    }
}
