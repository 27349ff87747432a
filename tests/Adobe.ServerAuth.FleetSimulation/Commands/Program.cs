using System.Diagnostics;
using Adobe.ServerAuth.FleetSimulation.Machines;
using Adobe.ServerAuth.FleetSimulation.Report;

namespace Adobe.ServerAuth.FleetSimulation.Commands;

internal static class Program
{
    public static int Main(string[] args)
    {
        var settings = Settings.Read(args);
        var lines = new List<string> { FleetTable.Head };
        Console.WriteLine(FleetTable.Head);
        foreach (var scenario in settings.Scenarios)
        {
            var startedAt = Stopwatch.GetTimestamp();
            var fleet = new Fleet(scenario, settings.Seed);
            if (settings.IsTraced)
            {
                fleet.Ims.Asked += (machine, status) => Console.Error.WriteLine($"{fleet.Events.Elapsed} machine {machine}: {status?.ToString() ?? "no answer"}");
            }

            fleet.Run();
            lines.Add(FleetTable.Row(fleet));
            Console.WriteLine(lines[^1]);
            Console.Error.WriteLine($"{Stopwatch.GetElapsedTime(startedAt).TotalSeconds:0.0} s");
        }

        if (settings.IsReport)
        {
            ReportPage.Write(ReportPage.Find("docs", "fleets.md"), lines);
        }

        return 0;
    }
}
