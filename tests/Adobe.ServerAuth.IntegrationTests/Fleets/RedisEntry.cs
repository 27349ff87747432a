using StackExchange.Redis;

namespace Adobe.ServerAuth.IntegrationTests.Fleets;

/// <summary>A key of Redis with all that is behind it.</summary>
internal sealed record RedisEntry(string Key, TimeSpan? TimeToLive, IReadOnlyDictionary<string, byte[]> Fields)
{
    public const string Token = "adobe-serverauth:1:token:";
    public const string Lease = "adobe-serverauth:1:lease:";

    // That of the client of Redis.
    public const string Data = "data";

    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    public static async Task<IReadOnlyList<RedisEntry>> AllAsync(ConnectionMultiplexer redis)
    {
        var entries = new List<RedisEntry>();
        foreach (var key in redis.GetServers().Single().Keys().ToList())
        {
            var look = redis.GetDatabase().CreateTransaction();
            var (fields, timeToLive) = (look.HashGetAllAsync(key), look.KeyTimeToLiveAsync(key));
            Assert.True(await look.ExecuteAsync());
            if (await fields is { Length: > 0 } found)
            {
                entries.Add(new RedisEntry(key.ToString(), await timeToLive, found.ToDictionary(field => field.Name.ToString(), field => (byte[])field.Value!)));
            }
        }

        return entries;
    }

    /// <summary>Waits until one with such a name is there, and all have their end, which the client of Redis writes with a command of its own.</summary>
    public static async Task<IReadOnlyList<RedisEntry>> AllWithAsync(ConnectionMultiplexer redis, string start, byte[]? otherThan = null)
    {
        using var limit = new CancellationTokenSource(Limit);
        while (true)
        {
            var entries = await AllAsync(redis);
            if (entries.All(entry => entry.TimeToLive is not null)
                && entries.Any(entry => entry.Key.StartsWith(start, StringComparison.Ordinal) && !entry.Fields[Data].AsSpan().SequenceEqual(otherThan)))
            {
                return entries;
            }

            await Task.Delay(20, limit.Token);
        }
    }

    /// <summary>Waits for the entry of the token, which is written after callers have their token, and is another one than before.</summary>
    public static async Task<RedisEntry> TokenAsync(ConnectionMultiplexer redis, byte[]? before = null) =>
        (await AllWithAsync(redis, Token, before)).Single(entry => entry.Key.StartsWith(Token, StringComparison.Ordinal));
}
