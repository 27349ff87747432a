using BenchmarkDotNet.Attributes;

namespace Adobe.ServerAuth.Benchmarks.Timings;

public class ApiRequest : StubbedApiRequestLines
{
    [Params(false, true)]
    public bool AnswersLater { get; set; }

    [GlobalSetup]
    public Task Setup() => SetupAsync(AnswersLater, _ => { });

    [GlobalCleanup]
    public void Cleanup() => Clients.Dispose();
}
