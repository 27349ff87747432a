using System.Text.Json.Nodes;
using Adobe.ServerAuth.PackageTests.Packing;

namespace Adobe.ServerAuth.PackageTests.Consumers;

/// <summary>The packed files restored and used, for each target, with warnings as errors.</summary>
public class ConsumerTests(PackedFiles packed)
{
    // On the newest runtime that is there, where that of the application is not.
    [Theory]
    [InlineData("net10.0", ".NETCoreApp,Version=v10.0")]
    [InlineData("net8.0", ".NETCoreApp,Version=v8.0")]
    public async Task An_application_restores_builds_and_gets_tokens_of_both_kinds(string target, string build)
    {
        var consumer = new Consumer(packed, target);
        await consumer.BuildApplicationAsync();

        var output = await consumer.RunAsync();

        Assert.Equal(
            ["'': answered", "'legacy': answered", "health: Healthy", "requests: /ims/token/v3, /ims/exchange/jwt", "built for: " + build],
            output.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));
    }

    [Theory]
    [InlineData("net472")]
    [InlineData("net48")]
    [InlineData("netstandard2.0")]
    public async Task A_library_for_older_platforms_restores_and_builds(string target)
    {
        var consumer = new Consumer(packed, target);

        await consumer.BuildLibraryAsync();

        // Editors find the schema of the section by this.
        var segments = JsonNode.Parse(await consumer.EvaluateAsync("JsonSchemaSegment"))!["Items"]!["JsonSchemaSegment"]!.AsArray();
        Assert.True(File.Exists((string?)Assert.Single(segments)!["FullPath"]));
    }
}
