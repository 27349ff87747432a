using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text.Json;
using Adobe.ServerAuth.PackageTests.Packing;

namespace Adobe.ServerAuth.PackageTests.Consumers;

/// <summary>A project outside this repository: it knows the packages by name and version alone.</summary>
internal sealed class Consumer(PackedFiles packed, string target, string kind = "consumer")
{
    private readonly DirectoryInfo _folder = packed.Workshop($"{kind}-{target}");

    private static string RuntimeIdentifier => RuntimeInformation.RuntimeIdentifier;

    // Only the .NET 10 SDK is on the machine. The other runtimes come as packages.
    private bool IsSelfContained => target is "net8.0" or "net9.0";

    public Task<string> BuildApplicationAsync() => BuildAsync("Application.cs", "Exe", References(PackedFiles.Names));

    /// <summary>With 8.0 packages of its own, and the packages of this repository or not.</summary>
    public async Task<string> BuildWorkerAsync(bool withPackages)
    {
        var own = References([("Microsoft.Extensions.Hosting", "[8.0.1]"), ("Microsoft.Extensions.Http", "[8.0.1]"), ("Microsoft.Extensions.Diagnostics.HealthChecks", "8.0.11")]);
        return withPackages
            ? await BuildAsync("Worker.cs", "Exe", own + References([PackedFiles.Library, PackedFiles.Hosting]))
            : await BuildAsync("Worker.cs", "Exe", own, "restore");
    }

    public Task<string> BuildLibraryAsync() => BuildAsync("ClassLibrary.cs", "Library", References([PackedFiles.Library]));

    /// <summary>The same, as a program of .NET Framework, whose binding redirects have to agree.</summary>
    public Task<string> BuildProgramAsync() => BuildAsync("ClassLibrary.cs", "Exe", References([PackedFiles.Library]));

    /// <summary>A program of .NET Framework with a strong name and a key of its own. The compiler refuses a reference to an assembly without a strong name (CS8002).</summary>
    public async Task BuildSignedProgramAsync()
    {
        using var key = new RSACryptoServiceProvider(2048);
        await File.WriteAllBytesAsync(Path.Combine(_folder.FullName, "own.snk"), key.ExportCspBlob(includePrivateParameters: true), TestContext.Current.CancellationToken);
        await BuildAsync("FrameworkProgram.cs", "Exe", References([PackedFiles.Library]) + References([("Microsoft.Extensions.Configuration", "8.0.0")]));
    }

    public Task<string> RunAsync(params (string Key, string? Value)[] environment) => IsSelfContained
        ? Tool.RunAsync(_folder.FullName, Path.Combine(_folder.FullName, "bin", "Debug", target, RuntimeIdentifier, OperatingSystem.IsWindows() ? "Consumer.exe" : "Consumer"), [], environment)
        : Tool.RunAsync(_folder.FullName, "dotnet", [$"bin/Debug/{target}/Consumer.dll"], environment);

    public Task<string> RunOnMonoAsync(string argument, params (string Key, string? Value)[] environment) =>
        Tool.RunAsync(_folder.FullName, "mono", [$"bin/Debug/{target}/Consumer.exe", argument], environment);

    /// <summary>The version of each package that was restored.</summary>
    public IReadOnlyDictionary<string, Version> Restored()
    {
        using var assets = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(_folder.FullName, "obj", "project.assets.json")));
        return assets.RootElement.GetProperty("libraries").EnumerateObject().Select(library => library.Name.Split('/'))
            .Where(library => !library[0].StartsWith(PackedFiles.Library, StringComparison.Ordinal))
            .ToDictionary(library => library[0], library => Version.Parse(library[1]));
    }

    // Editors find the schema of the section by this item.
    public async Task<IReadOnlyList<string>> FindSchemasAsync()
    {
        using var items = JsonDocument.Parse(await Tool.RunAsync(_folder.FullName, "dotnet", ["msbuild", "Consumer.csproj", "-getItem:JsonSchemaSegment"]));
        return [.. items.RootElement.GetProperty("Items").GetProperty("JsonSchemaSegment").EnumerateArray().Select(item => item.GetProperty("FullPath").GetString()!)];
    }

    private string References(IEnumerable<string> packages) => References(packages.Select(package => (package, $"[{packed.Version}]")));

    private static string References(IEnumerable<(string Name, string Version)> packages) =>
        string.Concat(packages.Select(package => $"<PackageReference Include=\"{package.Name}\" Version=\"{package.Version}\" />"));

    private async Task<string> BuildAsync(string source, string output, string references, string command = "build")
    {
        File.Copy(Path.Combine(AppContext.BaseDirectory, "Consumers", "Sources", source), Path.Combine(_folder.FullName, source));

        // Added to the sources of this machine.
        await WriteAsync("nuget.config", $"""
            <configuration>
              <packageSources><add key="packed" value="{packed.First.FullName}" /></packageSources>
              <packageSourceMapping><clear /></packageSourceMapping>
              <config><add key="signatureValidationMode" value="accept" /></config>
            </configuration>
            """);
        await WriteAsync("Consumer.csproj", $"""
            <Project Sdk="Microsoft.NET.Sdk{(source == "Worker.cs" ? ".Worker" : "")}">
              <PropertyGroup>
                <TargetFramework>{target}</TargetFramework>
                <OutputType>{output}</OutputType>
                <DefineConstants>$(DefineConstants);{output.ToUpperInvariant()}</DefineConstants>
                <LangVersion>14.0</LangVersion>
                <Nullable>enable</Nullable>
                <ImplicitUsings>{(source is "Application.cs" or "Worker.cs" ? "enable" : "disable")}</ImplicitUsings>
                {(IsSelfContained ? $"<RuntimeIdentifier>{RuntimeIdentifier}</RuntimeIdentifier><SelfContained>true</SelfContained>" : "<UseAppHost>false</UseAppHost>")}
                {(source == "FrameworkProgram.cs" ? "<SignAssembly>true</SignAssembly><AssemblyOriginatorKeyFile>own.snk</AssemblyOriginatorKeyFile>" : "")}
                <TreatWarningsAsErrors>true</TreatWarningsAsErrors>
                <MSBuildTreatWarningsAsErrors>true</MSBuildTreatWarningsAsErrors>
                <NuGetAudit>false</NuGetAudit>
              </PropertyGroup>
              <ItemGroup>
                {references}
                {(target.StartsWith("net4", StringComparison.Ordinal) ? "<Reference Include=\"System.Net.Http\" />" : "")}
              </ItemGroup>
            </Project>
            """);

        // These keep the settings of folders above away.
        await WriteAsync("Directory.Build.props", "<Project />");
        await WriteAsync("Directory.Packages.props", "<Project />");
        return await Tool.RunAsync(_folder.FullName, "dotnet", [command, "--verbosity", "quiet"]);
    }

    private Task WriteAsync(string file, string text) => File.WriteAllTextAsync(Path.Combine(_folder.FullName, file), text, TestContext.Current.CancellationToken);
}
