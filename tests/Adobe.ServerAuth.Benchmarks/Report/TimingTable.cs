using System.Reflection;
using BenchmarkDotNet.Attributes;
using BenchmarkDotNet.Reports;

namespace Adobe.ServerAuth.Benchmarks.Report;

internal static class TimingTable
{
    public static IEnumerable<string> Of(Summary summary)
    {
        var reports = summary.Reports;
        var floor = Median(reports.Single(report => report.BenchmarkCase.Descriptor.Baseline));
        return MarkdownTable.Of(
            ["", "times the floor", "bytes", "ns", "± ns"],
            reports.Select(report => (string[])[What(report), Number.Of(Median(report) / floor), Bytes(report), Number.Of(Median(report)), Deviation(report)]));
    }

    public static string What(BenchmarkReport report)
    {
        var method = report.BenchmarkCase.Descriptor.WorkloadMethod;
        return method.GetCustomAttribute<BenchmarkAttribute>()?.Description ?? method.Name;
    }

    // Not the mean: other work of the machine makes some iterations longer, and none shorter.
    public static double Median(BenchmarkReport report) => report.ResultStatistics?.Median
        ?? throw new InvalidOperationException($"{report.BenchmarkCase.DisplayInfo} has no result.");

    public static long BytesOf(BenchmarkReport report) => report.GcStats.GetBytesAllocatedPerOperation(report.BenchmarkCase) ?? 0;

    public static string Bytes(BenchmarkReport report) => Number.Whole(BytesOf(report));

    public static string Deviation(BenchmarkReport report) => Number.Of(report.ResultStatistics!.StandardDeviation);
}
