using Adobe.ServerAuth.PackageTests.Packing;

namespace Adobe.ServerAuth.PackageTests.Consumers;

/// <summary>The packed files restored and used, for each target, with warnings as errors.</summary>
[Collection(PackedOnce.Name)]
public class ConsumerTests(PackedFiles packed)
{
    // Each on its own runtime: those of .NET 8 and 9 come as packages.
    [Theory]
    [InlineData("net10.0", ".NETCoreApp,Version=v10.0", 10)]
    [InlineData("net9.0", ".NETCoreApp,Version=v8.0", 9)]
    [InlineData("net8.0", ".NETCoreApp,Version=v8.0", 8)]
    public async Task An_application_restores_builds_and_gets_tokens_of_both_kinds(string target, string build, int runtime)
    {
        var consumer = new Consumer(packed, target);
        await consumer.BuildApplicationAsync();

        var output = await consumer.RunAsync();

        Assert.Equal(
            ["'': answered", "'legacy': answered", "health: Healthy", "requests: /ims/token/v3, /ims/exchange/jwt", "built for: " + build, $"runtime: {runtime}"],
            output.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));
        Assert.True(File.Exists(Assert.Single(await consumer.FindSchemasAsync())));
    }

    [Theory]
    [InlineData("net472")]
    public async Task A_program_for_NET_Framework_restores_and_builds(string target)
    {
        var consumer = new Consumer(packed, target);

        await consumer.BuildProgramAsync();

        Assert.True(File.Exists(Assert.Single(await consumer.FindSchemasAsync())));
    }

    [Fact]
    public async Task A_library_for_NET_Standard_restores_and_builds()
    {
        var consumer = new Consumer(packed, "netstandard2.0");

        await consumer.BuildLibraryAsync();

        Assert.True(File.Exists(Assert.Single(await consumer.FindSchemasAsync())));
    }
}
