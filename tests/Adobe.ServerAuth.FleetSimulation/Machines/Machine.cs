namespace Adobe.ServerAuth.FleetSimulation.Machines;

internal sealed class Machine(int number, Fleet fleet)
{
    // For the calls that run when the process is told to stop.
    private static readonly TimeSpan Draining = TimeSpan.FromSeconds(5);

    private int _starts;

    public int Number => number;

    // Null while it is down.
    public MachineProcess? Process { get; private set; }

    public void Start()
    {
        if (Process is null)
        {
            Process = new MachineProcess(this, fleet, fleet.RandomOf(number, ++_starts));
            fleet.Calls.Enqueue(Process, fleet.Events.Now);
        }
    }

    public void Crash(TimeSpan downFor)
    {
        if (Process is { } process)
        {
            Process = null;
            process.Crash();
            fleet.Events.In(downFor, Start);
        }
    }

    public void Restart()
    {
        if (Process is not { } process)
        {
            return;
        }

        process.StopCalling();
        fleet.Events.In(Draining, () =>
        {
            // It may have crashed meanwhile, and been started again.
            if (Process == process)
            {
                Process = null;
                process.Dispose();
                Start();
            }
        });
    }
}
