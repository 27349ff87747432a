using System.Collections.Concurrent;
using System.Net;
using Adobe.ServerAuth.Testing;

namespace Adobe.ServerAuth.IntegrationTests.Fleets;

/// <summary>Machines that have one Redis and one credential.</summary>
internal sealed class Fleet(ImsEmulator adobe, RedisServer redis) : IAsyncDisposable
{
    private readonly ConcurrentBag<FleetMachine> _machines = [];

    public IReadOnlyCollection<FleetMachine> Machines => _machines;

    /// <summary>So many machines, which have the library's part still before them.</summary>
    public static async Task<Fleet> ConnectedAsync(int machines, ImsEmulator adobe, RedisServer redis)
    {
        var fleet = new Fleet(adobe, redis);
        for (var i = 0; i < machines; i++)
        {
            await fleet.ConnectedAsync();
        }

        return fleet;
    }

    public async Task<FleetMachine> ConnectedAsync()
    {
        var machine = Add(redis.Connection);
        await machine.ConnectAsync();
        return machine;
    }

    public FleetMachine Add(string connection)
    {
        var machine = new FleetMachine(adobe, connection);
        _machines.Add(machine);
        return machine;
    }

    /// <summary>On each machine so many at once.</summary>
    public Task<HttpStatusCode[]> CallAsync(int callsOfEach = 1) =>
        Task.WhenAll(_machines.SelectMany(machine => Enumerable.Range(0, callsOfEach).Select(_ => Task.Run(machine.CallAsync))));

    /// <summary>The token of each.</summary>
    public Task<string[]> TokensAsync() => Task.WhenAll(_machines.Select(machine => Task.Run(machine.TokenAsync)));

    /// <summary>How often any of them wrote such a line.</summary>
    public int LinesWith(string text) => _machines.Sum(machine => machine.LinesWith(text));

    public async ValueTask DisposeAsync()
    {
        foreach (var machine in _machines)
        {
            await machine.DisposeAsync();
        }
    }
}
