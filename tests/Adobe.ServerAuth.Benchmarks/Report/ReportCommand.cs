using Adobe.ServerAuth.Benchmarks.Commands;
using Adobe.ServerAuth.Benchmarks.Memory;
using Adobe.ServerAuth.Benchmarks.Timings;
using BenchmarkDotNet.Running;

namespace Adobe.ServerAuth.Benchmarks.Report;

internal static class ReportCommand
{
    public static int Run(string[] settings)
    {
        var page = new ReportPage();
        page.Replace("Environment", [Environs.Describe()]);
        page.Replace(nameof(IdleCredentialMemory), MemoryTables.Rows(IdleCredentialMemory.MeasureAll()));
        foreach (var flow in CredentialObjects.Flows)
        {
            page.Replace($"{nameof(CredentialObjects)} {flow}", MemoryTables.Objects(CredentialObjects.Of(flow)));
        }

        var types = BenchmarkCases.Types;
        var summaries = BenchmarkSwitcher.FromTypes(types).Run(["--filter", "*", .. settings], BenchmarkSettings.Create()).ToList();
        foreach (var type in types)
        {
            var summary = summaries.Single(summary => summary.BenchmarksCases[0].Descriptor.Type == type);
            page.Replace(type.Name, type == typeof(WarmTokenTwoThreads) ? ScalingTable.Of(summary) : TimingTable.Of(summary));
        }

        page.Save();
        return 0;
    }
}
