using Adobe.ServerAuth.Benchmarks.Commands;
using Adobe.ServerAuth.Benchmarks.Memory;
using Adobe.ServerAuth.Benchmarks.Timings;
using BenchmarkDotNet.Reports;
using BenchmarkDotNet.Running;

namespace Adobe.ServerAuth.Benchmarks.Report;

internal static class ReportCommand
{
    public static int Run(string[] settings)
    {
        var page = new ReportPage("docs", "benchmarks.md");
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
            page.Replace(type.Name, TableOf(type, SummaryOf(type)));
        }

        var readme = new ReportPage("README.md");
        readme.Replace("Benchmarks", ShortTable.Of(SummaryOf(typeof(WarmToken)), SummaryOf(typeof(ApiRequest))));
        var comparison = new ReportPage("docs", "comparison.md");
        comparison.Replace("Environment", [Environs.Describe()]);
        foreach (var name in new[] { nameof(WarmToken), nameof(ColdFetch), nameof(ApiRequest), nameof(IdleCredentialMemory) })
        {
            comparison.Replace(name, ExcerptTable.Of(page.Section(name)));
        }

        readme.Save();
        comparison.Save();
        page.Save();
        return 0;

        Summary SummaryOf(Type type) => summaries.Single(summary => summary.BenchmarksCases[0].Descriptor.Type == type);
    }

    private static IEnumerable<string> TableOf(Type type, Summary summary) =>
        type == typeof(WarmTokenTwoThreads) ? ScalingTable.Of(summary)
        : type.IsSubclassOf(typeof(ApiRequestLines)) || type == typeof(ChosenCredential) ? OverheadTable.Of(summary)
        : TimingTable.Of(summary);
}
