using Adobe.ServerAuth.Benchmarks.Timings;
using BenchmarkDotNet.Reports;

namespace Adobe.ServerAuth.Benchmarks.Report;

// One line for what was measured with one thread and with two.
internal static class ScalingTable
{
    public static IEnumerable<string> Of(Summary summary)
    {
        var pairs = summary.Reports.GroupBy(TimingTable.What)
            .Select(group => (What: group.Key, One: group.Single(report => Threads(report) == 1), Two: group.Single(report => Threads(report) == 2)))
            .ToList();
        var floor = TimingTable.Median(pairs.Single(pair => pair.Two.BenchmarkCase.Descriptor.Baseline).Two);
        return MarkdownTable.Of(
            ["", "two threads, times one", "two threads, times the floor", "bytes", "ns, one thread", "ns, two threads"],
            pairs.Select(pair => (string[])
            [
                pair.What,
                Number.Of(TimingTable.Median(pair.Two) / TimingTable.Median(pair.One)),
                Number.Of(TimingTable.Median(pair.Two) / floor),
                TimingTable.Bytes(pair.One),
                Number.Of(TimingTable.Median(pair.One)),
                Number.Of(TimingTable.Median(pair.Two)),
            ]));
    }

    private static int Threads(BenchmarkReport report) => (int)report.BenchmarkCase.Parameters[nameof(WarmTokenTwoThreads.Threads)];
}
