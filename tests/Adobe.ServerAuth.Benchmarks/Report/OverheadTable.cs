using Adobe.ServerAuth.Benchmarks.Timings;
using BenchmarkDotNet.Reports;

namespace Adobe.ServerAuth.Benchmarks.Report;

// What each costs more than the baseline that was measured under the same circumstances.
internal static class OverheadTable
{
    public static IEnumerable<string> Of(Summary summary) => summary.Reports
        .GroupBy(report => report.BenchmarkCase.Parameters.Items.Count == 0 ? null : (object?)report.BenchmarkCase.Parameters.Items[0].Value)
        .SelectMany(group => (IEnumerable<string>)[.. Heading(group.Key), .. Of([.. group])]);

    private static IEnumerable<string> Heading(object? parameter) => parameter switch
    {
        true => ["", "Through a transport that answers on another thread:", ""],
        false => ["Through a transport that answers at once:", ""],
        _ => [],
    };

    private static IEnumerable<string> Of(BenchmarkReport[] reports)
    {
        var bare = reports.Single(report => report.BenchmarkCase.Descriptor.Baseline);
        return MarkdownTable.Of(
            ["", "times the bare client", "bytes more", "ns more", "bytes", "ns", "± ns"],
            reports.OrderBy(IsOfDerived).Select(report => (string[])
            [
                TimingTable.What(report),
                Number.Of(TimingTable.Median(report) / TimingTable.Median(bare)),
                report == bare ? "" : Number.Whole(TimingTable.BytesOf(report) - TimingTable.BytesOf(bare)),
                report == bare ? "" : Number.Of(TimingTable.Median(report) - TimingTable.Median(bare)),
                TimingTable.Bytes(report),
                Number.Of(TimingTable.Median(report)),
                TimingTable.Deviation(report),
            ]));
    }

    // Those that are not in every table come last.
    private static bool IsOfDerived(BenchmarkReport report) => report.BenchmarkCase.Descriptor.WorkloadMethod.DeclaringType!.IsSubclassOf(typeof(ApiRequestLines));
}
