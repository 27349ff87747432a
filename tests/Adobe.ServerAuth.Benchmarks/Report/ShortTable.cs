using Adobe.ServerAuth.Benchmarks.Timings;
using BenchmarkDotNet.Reports;

namespace Adobe.ServerAuth.Benchmarks.Report;

// What fits into the README: a token that is there, and a request that carries it.
internal static class ShortTable
{
    public static IEnumerable<string> Of(Summary warm, Summary requests)
    {
        var floor = TimingTable.Median(Report(warm, nameof(WarmToken.Floor)));
        var bare = Report(requests, nameof(ApiRequest.Bare));
        return MarkdownTable.Of(
            ["", "a warm token, times the floor", "bytes", "an API request, times `HttpClient` alone", "bytes more"],
            [
                Row("Adobe.ServerAuth", Report(warm, nameof(WarmToken.Resolved)), null, nameof(ApiRequest.WithAllHeaders)),
                Row("Google.Apis.Auth", Report(warm, nameof(WarmToken.Google)), null, nameof(ApiRequest.Google)),
                Row("Azure.Core", Report(warm, nameof(WarmToken.AzureWithPolicy)), Report(warm, nameof(WarmToken.AzureWithoutPolicy)), nameof(ApiRequest.AzureWithPolicy)),
                Row("MSAL", Report(warm, nameof(WarmToken.Msal)), null, nameof(ApiRequest.Msal)),
            ]);

        string[] Row(string what, BenchmarkReport token, BenchmarkReport? without, string request)
        {
            var time = TimingTable.Median(token) - (without is null ? 0 : TimingTable.Median(without));
            var bytes = TimingTable.BytesOf(token) - (without is null ? 0 : TimingTable.BytesOf(without));
            var sent = Report(requests, request);
            return
            [
                what, Number.Of(time / floor), Number.Whole(bytes),
                Number.Of(TimingTable.Median(sent) / TimingTable.Median(bare)), Number.Whole(TimingTable.BytesOf(sent) - TimingTable.BytesOf(bare)),
            ];
        }
    }

    // Where there are several, the first one: a transport that answers at once.
    private static BenchmarkReport Report(Summary summary, string method) =>
        summary.Reports.First(report => report.BenchmarkCase.Descriptor.WorkloadMethod.Name == method);
}
