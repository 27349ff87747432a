using System.Security.Cryptography;
using System.Text;
using Adobe.ServerAuth.Testing;

namespace Adobe.ServerAuth.IntegrationTests.Fleets;

/// <summary>What lies in Redis, and what it does when someone has laid hands on it.</summary>
public class RedisContentTests
{
    private const string Unreadable = "An entry of the shared token cache";

    public static TheoryData<string> Damages => ["a changed bit", "cut off", "garbage", "nothing", "another format"];

    [Fact]
    public async Task Nothing_in_Redis_tells_anything_and_everything_ends()
    {
        await using var adobe = await ImsEmulator.StartAsync(TestContext.Current.CancellationToken);
        await using var redis = await RedisServer.StartAsync();
        await using var connection = await redis.ConnectAsync();
        adobe.FailNext(ImsFault.Delay(TimeSpan.FromSeconds(1)));
        await using var machine = new FleetMachine(adobe, redis.Connection);
        await machine.ConnectAsync();
        var call = machine.TokenAsync();
        var asking = await RedisEntry.AllWithAsync(connection, RedisEntry.Lease);
        var token = await call;
        var issued = await RedisEntry.AllWithAsync(connection, RedisEntry.Token);

        var secrets = new[] { adobe.Credential.ClientId, adobe.Credential.ClientSecrets[0], adobe.Credential.OrganizationId, token }.Concat(adobe.Credential.Scopes).ToList();
        foreach (var entry in asking.Concat(issued))
        {
            Assert.StartsWith("adobe-serverauth:1:", entry.Key, StringComparison.Ordinal);
            Assert.True(entry.TimeToLive > TimeSpan.Zero, entry.Key);
            var text = entry.Key + string.Concat(entry.Fields.Select(field => field.Key + Encoding.Latin1.GetString(field.Value)));
            foreach (var secret in secrets)
            {
                var runs = Enumerable.Range(0, Math.Max(1, secret.Length - 7)).Select(i => secret.Substring(i, Math.Min(8, secret.Length)));
                Assert.DoesNotContain(runs, run => text.Contains(run, StringComparison.OrdinalIgnoreCase));
            }
        }
    }

    [Theory]
    [MemberData(nameof(Damages))]
    public async Task A_damaged_entry_counts_for_nothing_is_told_once_and_is_replaced(string damage)
    {
        await using var adobe = await ImsEmulator.StartAsync(TestContext.Current.CancellationToken);
        await using var redis = await RedisServer.StartAsync();
        await using var fleet = new Fleet(adobe, redis);
        await using var connection = await redis.ConnectAsync();
        await (await fleet.ConnectedAsync()).TokenAsync();
        var good = await RedisEntry.TokenAsync(connection);
        var bad = Damaged(good.Fields[RedisEntry.Data], damage);
        await connection.GetDatabase().HashSetAsync(good.Key, RedisEntry.Data, bad);

        var second = await fleet.ConnectedAsync();
        var token = await second.TokenAsync();
        await RedisEntry.TokenAsync(connection, before: bad);
        var third = await fleet.ConnectedAsync();

        Assert.Equal(token, await third.TokenAsync());
        Assert.Equal(2, adobe.TokenRequestCount);
        Assert.Equal((1, 0), (second.LinesWith(Unreadable), third.LinesWith(Unreadable)));
    }

    private static byte[] Damaged(byte[] good, string damage) => damage switch
    {
        "a changed bit" => [.. good[..^1], (byte)(good[^1] ^ 1)],
        "cut off" => good[..20],
        "garbage" => [good[0], .. RandomNumberGenerator.GetBytes(200)],
        "nothing" => [],
        _ => [(byte)(good[0] + 1), .. good[1..]],
    };
}
