using BenchmarkDotNet.Attributes;

namespace Adobe.ServerAuth.Benchmarks.Timings;

public class ApiRequestWithHeaders : StubbedApiRequestLines
{
    [GlobalSetup]
    public Task Setup() => SetupAsync(answersLater: false, client =>
    {
        client.DefaultRequestHeaders.Accept.ParseAdd("application/json");
        client.DefaultRequestHeaders.UserAgent.ParseAdd("service/1.0");
    });

    [GlobalCleanup]
    public void Cleanup() => Clients.Dispose();
}
