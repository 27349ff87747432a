namespace Adobe.ServerAuth.Tests.Caching.Sharing;

public sealed class RefusedTokenTests : IDisposable
{
    private readonly Fleet _fleet = new();

    public void Dispose() => _fleet.Dispose();

    [Fact]
    public async Task A_token_that_was_revoked_for_all_costs_one_request()
    {
        var machines = await FilledAsync(20);
        var revoked = machines[0].Fresh!;

        var tokens = await _fleet.RunAsync(() => Task.WhenAll(machines.Select(machine => machine.RenewTokenAsync(revoked, Fleet.Cancel).AsTask())));

        Assert.NotEqual(revoked.Value, Assert.Single(tokens.Select(token => token.Value).Distinct()));
        Assert.Equal(2, _fleet.Ims.Requests);
    }

    [Fact]
    public async Task It_is_withdrawn_before_a_new_one_is_requested()
    {
        var machines = await FilledAsync(1);
        var keys = new List<string?>();
        _fleet.Ims.Before = () =>
        {
            keys.Add(_fleet.Cache.TokenKey);
            return Task.CompletedTask;
        };

        await _fleet.RenewAsync(machines[0], machines[0].Fresh!);

        Assert.Equal([null], keys);
    }

    [Fact]
    public async Task A_newer_one_is_taken_and_left_where_it_is()
    {
        var machines = await FilledAsync(2);
        var revoked = machines[0].Fresh!;
        _fleet.Clock.Advance(TimeSpan.FromSeconds(1));
        var renewed = await _fleet.RenewAsync(machines[0], revoked);
        await _fleet.HandedOnAsync();
        var entry = _fleet.Cache.Entries[_fleet.Cache.TokenKey!];

        Assert.Equal(renewed.Value, (await _fleet.RenewAsync(machines[1], revoked)).Value);
        Assert.Equal(entry, _fleet.Cache.Entries[_fleet.Cache.TokenKey!]);
        Assert.Equal(2, _fleet.Ims.Requests);
    }

    [Fact]
    public async Task An_older_one_than_the_refused_is_no_help()
    {
        var machines = await FilledAsync(1);
        var old = _fleet.Cache.Entries[_fleet.Cache.TokenKey!];
        _fleet.Clock.Advance(TimeSpan.FromSeconds(1));
        var second = await _fleet.RenewAsync(machines[0], machines[0].Fresh!);
        await _fleet.HandedOnAsync();
        _fleet.Clock.Advance(TimeSpan.FromHours(1));
        _fleet.Cache.Put(_fleet.Cache.TokenKey!, old);
        byte[]? left = null;
        _fleet.Ims.Before = () =>
        {
            left = _fleet.Cache.Entries[_fleet.Cache.TokenKey!];
            return Task.CompletedTask;
        };

        await _fleet.RenewAsync(machines[0], second);

        // It is not the one that was refused, so it is not withdrawn.
        Assert.Equal(3, _fleet.Ims.Requests);
        Assert.Equal(old, left);
    }

    // A machine may have handed it on before all were revoked: that says nothing of what IMS would bring now.
    [Fact]
    public async Task A_token_of_another_machine_that_is_refused_too_is_renewed_without_a_pause()
    {
        var machines = await FilledAsync(2);
        var first = machines[0].Fresh!;
        _fleet.Clock.Advance(TimeSpan.FromSeconds(1));
        await _fleet.RenewAsync(machines[0], first);
        await _fleet.HandedOnAsync();

        var taken = await _fleet.RenewAsync(machines[1], first);
        var fresh = await _fleet.RenewAsync(machines[1], taken);

        Assert.NotEqual(taken.Value, fresh.Value);
        Assert.Equal(3, _fleet.Ims.Requests);
        Assert.Equal(fresh.Value, (await _fleet.RenewAsync(machines[1], fresh)).Value);
    }

    [Fact]
    public async Task The_odd_refusals_of_one_machine_do_not_make_the_others_renew()
    {
        var machines = await FilledAsync(5);
        var good = machines[0].Fresh!;
        for (var second = 0; second < 3600; second += 10)
        {
            await _fleet.RenewAsync(machines[4], await _fleet.GetAsync(machines[4]));
            await Fleet.SettledAsync(() => _fleet.Cache.LeaseKey is null);
            Assert.All(machines[..4], machine => Assert.Same(good, machine.Fresh is { } fresh && fresh.Value == good.Value ? good : null));
            _fleet.Clock.Advance(TimeSpan.FromSeconds(10));
        }

        // The first, and as many as the cool-down of that one machine lets through.
        Assert.InRange(_fleet.Ims.Requests, 3, 20);
    }

    private async Task<CachingTokenProvider[]> FilledAsync(int count)
    {
        var machines = Enumerable.Range(0, count).Select(_ => _fleet.NewMachine()).ToArray();
        foreach (var machine in machines)
        {
            await _fleet.GetAsync(machine);
            await _fleet.HandedOnAsync();
        }

        Assert.Equal(1, _fleet.Ims.Requests);
        return machines;
    }
}
