using Adobe.ServerAuth.FleetSimulation.Machines;

namespace Adobe.ServerAuth.FleetSimulation.Scenarios;

// What people, and chance, do to a fleet.
internal static class Plans
{
    private static readonly TimeSpan RollsWithin = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan DownAfterCrash = TimeSpan.FromSeconds(30);

    public static void Roll(this Fleet fleet, TimeSpan at, double from = 0, double to = 1)
    {
        var count = fleet.Machines.Count;
        foreach (var machine in fleet.Machines.Skip((int)(from * count)).Take((int)((to - from) * count)))
        {
            fleet.At(at + (RollsWithin * machine.Number / count), machine.Restart);
        }
    }

    public static void RollEvery(this Fleet fleet, TimeSpan period)
    {
        for (var at = period; at < fleet.Scenario.Length; at += period)
        {
            fleet.Roll(at);
        }
    }

    // All at once, as after a loss of power.
    public static void CrashAll(this Fleet fleet, TimeSpan at)
    {
        var random = fleet.RandomOf(-3, 0);
        foreach (var machine in fleet.Machines)
        {
            fleet.At(at, () => machine.Crash(DownAfterCrash + (fleet.Scenario.StartWithin * random.NextDouble())));
        }
    }

    public static void CrashAbout(this Fleet fleet, TimeSpan every)
    {
        foreach (var machine in fleet.Machines)
        {
            var random = fleet.RandomOf(machine.Number, -1);
            CrashLater();

            void CrashLater() => fleet.Events.In(every * -Math.Log(1 - random.NextDouble()), () =>
            {
                machine.Crash(DownAfterCrash);
                CrashLater();
            });
        }
    }

    // As soon as IMS has the first request of an hour, which it answers to nobody.
    public static void CrashWhoAsks(this Fleet fleet)
    {
        var nextAt = TimeSpan.Zero;
        fleet.Ims.Asked += (machine, _) =>
        {
            if (fleet.Events.Elapsed >= nextAt)
            {
                nextAt = fleet.Events.Elapsed + TimeSpan.FromHours(1);
                fleet.Machines[machine].Crash(DownAfterCrash);
            }
        };
    }

    // The new secret first on one half of the machines, two days later on the others; then the old one is deleted.
    public static void Rotate(this Fleet fleet)
    {
        var fresh = Fleet.NewSecret();
        fleet.At(TimeSpan.FromDays(1), () =>
        {
            fleet.Ims.Secrets.Add(fresh);
            fleet.Options = Fleet.NewOptions(fresh, fleet.Secret);
        });
        fleet.Roll(TimeSpan.FromDays(1), 0, 0.5);
        fleet.Roll(TimeSpan.FromDays(3), 0.5, 1);
        fleet.At(TimeSpan.FromDays(4), () => fleet.Options = Fleet.NewOptions(fresh, null));
        fleet.Roll(TimeSpan.FromDays(4));
        fleet.At(TimeSpan.FromDays(5), () => fleet.Ims.Secrets.Remove(fleet.Secret));
    }
}
