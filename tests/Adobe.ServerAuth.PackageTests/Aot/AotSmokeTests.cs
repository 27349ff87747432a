using System.Globalization;
using System.Reflection;
using System.Runtime.InteropServices;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Adobe.ServerAuth.PackageTests.Packing;
using Adobe.ServerAuth.Testing;

namespace Adobe.ServerAuth.PackageTests.Aot;

/// <summary>The library compiled ahead of time, in a program of its own: published without a warning, started, and measured.</summary>
public class AotSmokeTests
{
    private const string Program = "Adobe.ServerAuth.AotSmoke";

    [Fact]
    public async Task A_program_compiled_ahead_of_time_gets_tokens_of_both_kinds_and_is_as_large_as_the_page_says()
    {
        var folder = Directory.CreateTempSubdirectory("adobe-serverauth-aot-");
        try
        {
            var published = await PublishAsync(folder);
            var program = Path.Combine(published.FullName, OperatingSystem.IsWindows() ? Program + ".exe" : Program);
            await using var adobe = await ImsEmulator.StartAsync(TestContext.Current.CancellationToken);
            var settings = Path.Combine(folder.FullName, "appsettings.json");
            await File.WriteAllTextAsync(settings, Settings(adobe), TestContext.Current.CancellationToken);

            var output = await Tool.RunAsync(folder.FullName, program, [settings, adobe.ApiEndpoint.AbsoluteUri]);

            var clientId = adobe.Credential.ClientId;
            Assert.Matches(
                $"^first token after: [0-9]+ ms\nOAuth: 200 as {clientId}\nJwt: 200 as {clientId}\nhealth: Healthy\nmemory: [0-9]+ MiB\n$", output.ReplaceLineEndings("\n"));
            Assert.Equal(["/ims/token/v3", "/ims/exchange/jwt"], adobe.TokenRequests.Select(request => request.Path));
            var size = new FileInfo(program).Length / 1e6;
            await WriteReportAsync(FormattableString.Invariant($"{RuntimeInformation.RuntimeIdentifier}, ahead of time: a program of {size:0.0} MB; ") + output.ReplaceLineEndings("; "));
            if (RuntimeInformation.RuntimeIdentifier == "linux-x64")
            {
                Assert.InRange(size, 0.9 * SizeOnThePage, 1.1 * SizeOnThePage);
            }
        }
        finally
        {
            Leftovers.Delete(folder);
        }
    }

    // What that program does not use is not looked at; what others use may be anything.
    [Fact]
    public async Task No_part_of_the_library_warns_when_all_of_it_is_compiled_ahead_of_time()
    {
        var folder = Directory.CreateTempSubdirectory("adobe-serverauth-aot-whole-");
        try
        {
            var published = await PublishAsync(folder, "-p:WholeLibrary=true");

            Assert.True(published.EnumerateFiles(OperatingSystem.IsWindows() ? Program + ".exe" : Program).Single().Length / 1e6 > SizeOnThePage, "No more than what the program uses was compiled.");
        }
        finally
        {
            Leftovers.Delete(folder);
        }
    }

    // With warnings as errors: one about trimming, or about code that is made at run time, fails this.
    private static async Task<DirectoryInfo> PublishAsync(DirectoryInfo folder, params string[] properties)
    {
        var published = folder.CreateSubdirectory("published");
        var sources = await SourceCopy.MakeAsync(folder.CreateSubdirectory("sources"));
        await Tool.RunAsync(
            sources.Folder,
            "dotnet",
            ["publish", $"tests/{Program}", "--configuration", "Release", "--use-current-runtime", "--output", published.FullName, "--verbosity", "quiet", .. properties]);
        return published;
    }

    // For who runs the checks: the runner shows nothing of a test that passes.
    private static async Task WriteReportAsync(string text)
    {
        TestContext.Current.SendDiagnosticMessage(text);
        if (Environment.GetEnvironmentVariable("ADOBE_SERVERAUTH_AOT_REPORT") is { Length: > 0 } file)
        {
            await File.WriteAllTextAsync(file, text + Environment.NewLine, TestContext.Current.CancellationToken);
        }
    }

    private static string Repository => Path.GetFullPath(
        typeof(AotSmokeTests).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(data => data.Key == "Repository").Value!);

    // "a program of 10.4 MB"
    private static double SizeOnThePage => double.Parse(
        Regex.Match(File.ReadAllText(Path.Combine(Repository, "docs", "platforms.md")), @"a program of (?<size>[0-9.]+) MB").Groups["size"].Value, CultureInfo.InvariantCulture);

    // As an appsettings.json has it: objects, a list, and the legacy credential in a section of its own.
    private static string Settings(ImsEmulator adobe)
    {
        var root = new JsonObject();
        foreach (var (key, value) in adobe.Configuration.Concat(adobe.ConfigurationOf("aem", adobe.Credential, adobe.Credential.AddKeyPair())))
        {
            var path = key.Split(':');
            var section = path[..^1].Aggregate(root, (parent, name) => (JsonObject)(parent[name] ??= new JsonObject()));
            section[path[^1]] = path[^1] == "Scopes" ? new JsonArray([.. value!.Split(',').Select(scope => (JsonNode)scope)]) : value;
        }

        return root.ToJsonString();
    }
}
