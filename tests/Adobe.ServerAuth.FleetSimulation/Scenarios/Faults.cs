namespace Adobe.ServerAuth.FleetSimulation.Scenarios;

internal static class Faults
{
    public static Func<TimeSpan, T> Between<T>(TimeSpan from, TimeSpan to, T fault)
        where T : struct => moment => moment >= from && moment < to ? fault : default;

    // At a moment of each day that chance decides.
    public static Func<TimeSpan, T> OneHourADay<T>(T fault, int seed)
        where T : struct
    {
        var random = new Random(seed);
        var starts = Enumerable.Range(0, 366).Select(day => TimeSpan.FromDays(day) + (TimeSpan.FromHours(23) * random.NextDouble())).ToArray();
        return moment => moment - starts[moment.Days] is var since && since >= TimeSpan.Zero && since < TimeSpan.FromHours(1) ? fault : default;
    }

    public static Func<TimeSpan, T> EverySecond<T>(TimeSpan period, T fault)
        where T : struct => moment => moment.Ticks / period.Ticks % 2 == 1 ? fault : default;
}
