using System.Globalization;
using Adobe.ServerAuth.FleetSimulation.Machines;

namespace Adobe.ServerAuth.FleetSimulation.Report;

internal static class FleetTable
{
    public static string Head { get; } = MarkdownTable.Head(
        "what happens", "machines", "time", "calls", "token requests", "of these for one token lifetime", "longest wait at a start", "longest wait later", "calls with a token that had ended", "calls refused in the end", "calls without a token");

    public static string Row(Fleet fleet)
    {
        var (scenario, tally) = (fleet.Scenario, fleet.Tally);
        return MarkdownTable.Line(
            scenario.Name,
            Whole(scenario.Machines),
            scenario.Length >= TimeSpan.FromDays(1) ? $"{Whole(scenario.Length.TotalDays)} d" : $"{Whole(scenario.Length.TotalHours)} h",
            Whole(tally.Calls),
            Whole(fleet.Ims.Requests),
            (fleet.Ims.Requests / Math.Max(scenario.Length / scenario.TokenLifetime, 1)).ToString("#,0.00", CultureInfo.InvariantCulture),
            Time(tally.LongestWaitAtStart),
            Time(tally.LongestWaitLater),
            tally.Late == 0 ? "0" : $"{Whole(tally.Late)} (by {Time(tally.LatestBy)} at most)",
            Whole(tally.Refused),
            Whole(tally.WithoutToken));
    }

    private static string Whole(double value) => value.ToString("#,0", CultureInfo.InvariantCulture);

    private static string Time(TimeSpan time) => time == TimeSpan.Zero ? "none" : time.TotalSeconds.ToString("#,0.0", CultureInfo.InvariantCulture) + " s";
}
