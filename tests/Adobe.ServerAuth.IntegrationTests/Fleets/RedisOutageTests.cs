using System.Diagnostics;
using System.Net;
using Adobe.ServerAuth.IntegrationTests.MainJob;
using Adobe.ServerAuth.Testing;

namespace Adobe.ServerAuth.IntegrationTests.Fleets;

/// <summary>Redis is gone, or silent, or full: callers get their tokens, and sharing goes on when it is back.</summary>
public class RedisOutageTests
{
    private const int Machines = 10;
    private const int MostRequests = 3;
    private const string Failed = ") failed: ";

    // The library gives up after a second, the client of Redis after two minutes.
    private static readonly TimeSpan SoonerThanTheClientGivesUp = TimeSpan.FromSeconds(20);

    [Fact]
    public async Task Under_load_no_call_fails_while_Redis_is_killed_and_comes_back_empty()
    {
        await using var adobe = await ImsEmulator.StartAsync(TestContext.Current.CancellationToken);
        await using var redis = await RedisServer.StartAsync();
        await using var fleet = await Fleet.ConnectedAsync(Machines, adobe, redis);
        await fleet.CallAsync();
        var loads = fleet.Machines.Select(machine => new ApiLoad(machine.Api, callers: 1)).ToList();
        await SendAsync(loads);
        var requests = new List<int> { adobe.TokenRequestCount };

        redis.Kill();
        adobe.RevokeTokens();
        await SendAsync(loads);
        requests.Add(adobe.TokenRequestCount);

        await redis.RestartAsync();
        await SendAsync(loads);
        requests.Add(adobe.TokenRequestCount);

        foreach (var load in loads)
        {
            Assert.Empty(await load.StopAsync());
            load.Dispose();
        }

        Assert.InRange(requests[0], 1, MostRequests);

        // Each for itself.
        Assert.InRange(requests[1] - requests[0], 1, Machines);
        Assert.Equal(requests[1], requests[2]);
        await AssertIsHandedOnAsync(adobe, redis, fleet);
    }

    [Fact]
    public async Task A_Redis_that_accepts_connections_and_answers_nothing_costs_a_cold_machine_a_second()
    {
        await using var adobe = await ImsEmulator.StartAsync(TestContext.Current.CancellationToken);
        await using var redis = await RedisServer.StartAsync();
        redis.Pause();
        await using var machine = new FleetMachine(adobe, redis.PatientConnection);
        var watch = Stopwatch.StartNew();

        Assert.Equal(HttpStatusCode.OK, await machine.CallAsync());

        Assert.InRange(watch.Elapsed, TimeSpan.Zero, SoonerThanTheClientGivesUp);
        Assert.Equal((1, 1), (adobe.TokenRequestCount, machine.LinesWith(Failed)));
        redis.Resume();
    }

    [Fact]
    public async Task A_Redis_that_stops_answering_costs_a_machine_that_was_connected_a_second_and_is_used_again_when_it_answers()
    {
        await using var adobe = await ImsEmulator.StartAsync(TestContext.Current.CancellationToken);
        await using var redis = await RedisServer.StartAsync();
        await using var fleet = new Fleet(adobe, redis);
        var (one, other) = (fleet.Add(redis.PatientConnection), fleet.Add(redis.PatientConnection));
        await Task.WhenAll(one.ConnectAsync(), other.ConnectAsync());
        await one.CallAsync();
        byte[] before;
        await using (var connection = await redis.ConnectAsync())
        {
            before = (await RedisEntry.TokenAsync(connection)).Fields[RedisEntry.Data];
        }

        await other.CallAsync();
        Assert.Equal(1, adobe.TokenRequestCount);
        redis.Pause();
        adobe.RevokeTokens();
        var watch = Stopwatch.StartNew();

        Assert.All(await fleet.CallAsync(), status => Assert.Equal(HttpStatusCode.OK, status));

        Assert.InRange(watch.Elapsed, TimeSpan.Zero, SoonerThanTheClientGivesUp);
        Assert.Equal((3, 2), (adobe.TokenRequestCount, fleet.LinesWith(Failed)));

        redis.Resume();
        await AssertIsHandedOnAsync(adobe, redis, fleet, before);
    }

    [Fact]
    public async Task A_Redis_that_is_not_there_at_the_start_is_used_when_it_comes()
    {
        await using var adobe = await ImsEmulator.StartAsync(TestContext.Current.CancellationToken);
        await using var redis = RedisServer.Reserve();
        await using var fleet = new Fleet(adobe, redis);
        fleet.Add(redis.Connection);
        fleet.Add(redis.Connection);
        var watch = Stopwatch.StartNew();
        Assert.All(await fleet.CallAsync(), status => Assert.Equal(HttpStatusCode.OK, status));
        Assert.InRange(watch.Elapsed, TimeSpan.Zero, SoonerThanTheClientGivesUp);
        Assert.Equal(2, adobe.TokenRequestCount);

        await redis.RestartAsync();
        await AssertIsHandedOnAsync(adobe, redis, fleet);
    }

    [Fact]
    public async Task A_Redis_that_is_full_costs_no_call_and_one_warning()
    {
        await using var adobe = await ImsEmulator.StartAsync(TestContext.Current.CancellationToken);
        await using var redis = await RedisServer.StartAsync();
        await using var connection = await redis.ConnectAsync();
        await connection.GetServers().Single().ConfigSetAsync("maxmemory-policy", "noeviction");
        await connection.GetServers().Single().ConfigSetAsync("maxmemory", 1);
        await using var machine = new FleetMachine(adobe, redis.Connection);
        await machine.ConnectAsync();

        for (var round = 1; round <= 5; round++)
        {
            Assert.Equal(HttpStatusCode.OK, await machine.CallAsync());
            Assert.Equal(round, adobe.TokenRequestCount);
            adobe.RevokeTokens();

            // By then it tries Redis again.
            await Task.Delay(TimeSpan.FromSeconds(1.2), TestContext.Current.CancellationToken);
        }

        // That it can still be read does not mean that it is well.
        Assert.Equal(1, machine.LinesWith(Failed));
        Assert.InRange(machine.LinesWith("shared token cache"), 1, 6);
        Assert.Empty(await RedisEntry.AllAsync(connection));
    }

    private static Task SendAsync(IEnumerable<ApiLoad> loads) => Task.WhenAll(loads.Select(load => load.SendAsync(20)));

    // What was requested while Redis was away is written when it is back, and serves the next machine.
    private static async Task AssertIsHandedOnAsync(ImsEmulator adobe, RedisServer redis, Fleet fleet, byte[]? before = null)
    {
        await using (var connection = await redis.ConnectAsync())
        {
            await RedisEntry.TokenAsync(connection, before);
        }

        var requests = adobe.TokenRequestCount;
        var late = await fleet.ConnectedAsync();
        Assert.Equal(HttpStatusCode.OK, await late.CallAsync());
        Assert.True(late.TookTheTokenOfAnother);
        Assert.Equal(requests, adobe.TokenRequestCount);
    }
}
