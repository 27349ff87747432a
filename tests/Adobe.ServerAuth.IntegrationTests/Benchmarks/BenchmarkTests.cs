using Adobe.ServerAuth.IntegrationTests.Samples;

namespace Adobe.ServerAuth.IntegrationTests.Benchmarks;

/// <summary>Each benchmark runs once, so that none can rot. How long it takes is nobody's business here.</summary>
public class BenchmarkTests
{
    private const string Program = "Adobe.ServerAuth.Benchmarks";

    [Fact]
    public async Task Every_benchmark_in_the_sources_runs()
    {
        var (exitCode, output) = await SampleProcess.RunAsync(Program, ["--once"]);

        Assert.True(exitCode == 0, output);
        Assert.EndsWith(" 0 failed", output.TrimEnd(), StringComparison.Ordinal);
        var ran = output.Split('\n').Select(line => line.Split(':')[0]).ToHashSet();
        var names = BenchmarkSources.Names(ProjectFolder());
        Assert.NotEmpty(names);
        Assert.Empty(names.Except(ran));
        Assert.Contains(ran, line => line.StartsWith("IdleCredentialMemory ", StringComparison.Ordinal));
    }

    [Fact]
    public void Every_class_of_benchmarks_has_its_place_in_the_report()
    {
        var report = File.ReadAllText(Path.Combine(ProjectFolder(), "../../docs/benchmarks.md"));

        Assert.All(BenchmarkSources.Names(ProjectFolder()), name => Assert.Contains($"<!-- {name.Split('.')[0]} -->", report, StringComparison.Ordinal));
    }

    // The program lies in bin, below the configuration and the framework.
    private static string ProjectFolder() => Path.Combine(Path.GetDirectoryName(SampleProcess.PathOf(Program))!, "../../..");
}
