namespace Adobe.ServerAuth.FleetSimulation.Machines;

// What became of the calls.
internal sealed class Tally
{
    public long Calls { get; set; }

    // Of callers of a process that has had no token so far, and of all others.
    public TimeSpan LongestWaitAtStart { get; private set; }

    public TimeSpan LongestWaitLater { get; private set; }

    // Handed a token that had ended.
    public long Late { get; private set; }

    public TimeSpan LatestBy { get; private set; }

    // Refused by the API even with what the renewal brought.
    public long Refused { get; set; }

    public long WithoutToken { get; set; }

    public void Waited(TimeSpan time, bool isAtStart)
    {
        if (isAtStart)
        {
            LongestWaitAtStart = Longer(LongestWaitAtStart, time);
        }
        else
        {
            LongestWaitLater = Longer(LongestWaitLater, time);
        }
    }

    public void HandedEnded(TimeSpan by)
    {
        Late++;
        LatestBy = Longer(LatestBy, by);
    }

    private static TimeSpan Longer(TimeSpan a, TimeSpan b) => a > b ? a : b;
}
