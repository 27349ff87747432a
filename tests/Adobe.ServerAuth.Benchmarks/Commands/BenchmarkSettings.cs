using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Diagnosers;
using BenchmarkDotNet.Jobs;
using Perfolizer.Horology;

namespace Adobe.ServerAuth.Benchmarks.Commands;

internal static class BenchmarkSettings
{
    // The default of the command line, which may change it.
    public static IConfig Create() => DefaultConfig.Instance
        .AddDiagnoser(MemoryDiagnoser.Default)
        .AddJob(Job.Default
            .WithLaunchCount(1)
            .WithWarmupCount(5)
            .WithIterationCount(24)
            .WithIterationTime(TimeInterval.FromMilliseconds(100))
            .AsDefault());
}
