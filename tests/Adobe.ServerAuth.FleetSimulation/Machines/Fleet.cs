using System.Security.Cryptography;
using Adobe.ServerAuth.FleetSimulation.Scenarios;
using Adobe.ServerAuth.FleetSimulation.Servers;
using Adobe.ServerAuth.FleetSimulation.Time;

namespace Adobe.ServerAuth.FleetSimulation.Machines;

internal sealed class Fleet
{
    // More than any time limit of the library.
    private static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(10);

    private readonly int _seed;

    public Fleet(Scenario scenario, int seed)
    {
        (Scenario, _seed) = (scenario, seed);
        Ims = new Ims(Events, scenario);
        Cache = new FleetCache(Events, scenario, RandomOf(-1, 0));
        Options = NewOptions(Secret, null);
        Ims.Secrets.Add(Secret);
        Machines = [.. Enumerable.Range(0, scenario.Machines).Select(number => new Machine(number, this))];
    }

    public Scenario Scenario { get; }

    public EventQueue Events { get; } = new();

    public Ims Ims { get; }

    public FleetCache Cache { get; }

    public Tally Tally { get; } = new();

    public IReadOnlyList<Machine> Machines { get; }

    // When each process calls next.
    public PriorityQueue<MachineProcess, long> Calls { get; } = new();

    public string Secret { get; } = NewSecret();

    // Of processes that start from now on.
    public AdobeServerAuthOptions Options { get; set; }

    public static string NewSecret() => Convert.ToHexString(RandomNumberGenerator.GetBytes(20));

    public static AdobeServerAuthOptions NewOptions(string secret, string? alternate) => new()
    {
        ClientId = "fleet",
        ClientSecret = secret,
        AlternateClientSecret = alternate,
        Scopes = ["openid"],
    };

    public Random RandomOf(int machine, int start) => new(unchecked((((_seed * 1_000_003) + machine) * 1_009) + start));

    public void At(TimeSpan moment, Action happening) => Events.In(moment - Events.Elapsed, happening);

    public void Run()
    {
        var random = RandomOf(-2, 0);
        foreach (var machine in Machines)
        {
            At(Scenario.StartWithin * random.NextDouble(), machine.Start);
        }

        Scenario.Plan(this);
        new SoleThread(Step).Run();
    }

    private bool Step()
    {
        var (end, nextCall) = (Scenario.Length.Ticks, Calls.TryPeek(out var calling, out var callAt) ? callAt : long.MaxValue);
        var nextEvent = Events.NextAt;
        if (Math.Min(nextCall, nextEvent) >= end && IsOver(nextEvent, end))
        {
            return false;
        }

        if (nextEvent <= nextCall || nextCall >= end)
        {
            Events.RunNext();
            return true;
        }

        Events.MoveTo(nextCall);
        if (calling!.IsCalling)
        {
            calling.Call();
            Calls.DequeueEnqueue(calling, nextCall + calling.Pause());
        }
        else
        {
            Calls.Dequeue();
        }

        return true;
    }

    // Who waits still then is waited for.
    private bool IsOver(long nextEvent, long end)
    {
        if (Machines.All(machine => machine.Process is not { Waiting: > 0 }))
        {
            return true;
        }

        return nextEvent < end + LongestWait.Ticks ? false
            : throw new InvalidOperationException($"{Scenario.Name}: calls wait, and nothing is left that they could wait for. Something has used another clock.");
    }
}
