using System.Net;
using Adobe.ServerAuth.Testing;
using Microsoft.Extensions.Caching.Distributed;
using Microsoft.Extensions.Caching.StackExchangeRedis;
using Microsoft.Extensions.DependencyInjection;

namespace Adobe.ServerAuth.IntegrationTests.Fleets;

/// <summary>Twenty machines, and a Redis that works.</summary>
public class RedisFleetTests
{
    private const int Machines = 20;

    // One, and a second or third in a bad moment: a machine that was held up between its look at the lease and its own mark there.
    private const int MostRequests = 3;

    [Fact]
    public async Task Twenty_machines_that_start_at_once_cause_a_token_request_or_a_few()
    {
        await using var adobe = await ImsEmulator.StartAsync(TestContext.Current.CancellationToken);
        await using var redis = await RedisServer.StartAsync();
        await using var fleet = await Fleet.ConnectedAsync(Machines, adobe, redis);

        var statuses = await fleet.CallAsync(callsOfEach: 3);

        Assert.All(statuses, status => Assert.Equal(HttpStatusCode.OK, status));
        Assert.InRange(adobe.TokenRequestCount, 1, MostRequests);
    }

    [Fact]
    public async Task Twenty_machines_that_come_later_cause_none()
    {
        await using var adobe = await ImsEmulator.StartAsync(TestContext.Current.CancellationToken);
        await using var redis = await RedisServer.StartAsync();
        await using var first = await Fleet.ConnectedAsync(1, adobe, redis);
        var token = Assert.Single(await first.TokensAsync());
        await using var connection = await redis.ConnectAsync();
        await RedisEntry.TokenAsync(connection);

        await using var others = await Fleet.ConnectedAsync(Machines, adobe, redis);

        Assert.All(await others.TokensAsync(), other => Assert.Equal(token, other));
        Assert.Equal(1, adobe.TokenRequestCount);
        Assert.All(others.Machines, machine => Assert.True(machine.TookTheTokenOfAnother));
    }

    [Fact]
    public async Task A_token_that_is_revoked_behind_everyones_back_is_replaced_for_all_and_no_call_fails()
    {
        await using var adobe = await ImsEmulator.StartAsync(TestContext.Current.CancellationToken);
        await using var redis = await RedisServer.StartAsync();
        await using var fleet = await Fleet.ConnectedAsync(Machines, adobe, redis);
        await fleet.CallAsync();
        var before = adobe.TokenRequestCount;
        adobe.RevokeTokens();

        var statuses = await fleet.CallAsync(callsOfEach: 5);

        Assert.All(statuses, status => Assert.Equal(HttpStatusCode.OK, status));
        Assert.InRange(adobe.TokenRequestCount - before, 1, MostRequests);
    }

    [Fact]
    public async Task The_cache_with_the_key_is_the_one_that_is_used()
    {
        await using var adobe = await ImsEmulator.StartAsync(TestContext.Current.CancellationToken);
        await using var redis = await RedisServer.StartAsync();
        await using var other = await RedisServer.StartAsync();
        FleetMachine Machine() => new(adobe, (services, sharing) =>
        {
            services.AddStackExchangeRedisCache(options => options.Configuration = other.Connection);
            services.AddKeyedSingleton<IDistributedCache>(FleetMachine.CacheKey, (_, _) => new RedisCache(new RedisCacheOptions { Configuration = redis.Connection }));
            sharing.AddDistributedTokenCache(FleetMachine.CacheKey);
        });

        await using var connection = await redis.ConnectAsync();
        await using var first = Machine();
        await first.ConnectAsync();
        var token = await first.TokenAsync();
        await RedisEntry.TokenAsync(connection);
        await using var second = Machine();
        await second.ConnectAsync();

        Assert.Equal(token, await second.TokenAsync());
        Assert.Equal(1, adobe.TokenRequestCount);
        await using var connectionToOther = await other.ConnectAsync();
        Assert.Empty(await RedisEntry.AllAsync(connectionToOther));
    }
}
