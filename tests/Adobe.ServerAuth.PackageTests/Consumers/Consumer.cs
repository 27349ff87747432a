using System.Text.Json;
using Adobe.ServerAuth.PackageTests.Packing;

namespace Adobe.ServerAuth.PackageTests.Consumers;

/// <summary>A project that somebody else could have: it knows the packages by name and version, and nothing of this repository.</summary>
internal sealed class Consumer(PackedFiles packed, string target)
{
    private readonly DirectoryInfo _folder = packed.Workshop("consumer-" + target);

    public Task<string> BuildApplicationAsync() => BuildAsync("Application.cs", "Exe", PackedFiles.Names);

    public Task<string> BuildLibraryAsync() => BuildAsync("ClassLibrary.cs", "Library", [PackedFiles.Library]);

    /// <summary>The same, as the program of .NET Framework whose redirects of assemblies have to agree.</summary>
    public Task<string> BuildProgramAsync() => BuildAsync("ClassLibrary.cs", "Exe", [PackedFiles.Library]);

    public Task<string> RunAsync() =>
        Tool.RunAsync(_folder.FullName, "dotnet", [$"bin/Debug/{target}/Consumer.dll"], ("DOTNET_ROLL_FORWARD", "Major"));

    // What editors find the schema of the section by.
    public async Task<IReadOnlyList<string>> FindSchemasAsync()
    {
        using var items = JsonDocument.Parse(await Tool.RunAsync(_folder.FullName, "dotnet", ["msbuild", "Consumer.csproj", "-getItem:JsonSchemaSegment"]));
        return [.. items.RootElement.GetProperty("Items").GetProperty("JsonSchemaSegment").EnumerateArray().Select(item => item.GetProperty("FullPath").GetString()!)];
    }

    private async Task<string> BuildAsync(string source, string kind, IEnumerable<string> packages)
    {
        File.Copy(Path.Combine(AppContext.BaseDirectory, "Consumers", "Sources", source), Path.Combine(_folder.FullName, source));

        // Beside the sources that this machine has anyway.
        await WriteAsync("nuget.config", $"""
            <configuration>
              <packageSources><add key="packed" value="{packed.First.FullName}" /></packageSources>
              <packageSourceMapping><clear /></packageSourceMapping>
              <config><add key="signatureValidationMode" value="accept" /></config>
            </configuration>
            """);
        await WriteAsync("Consumer.csproj", $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <TargetFramework>{target}</TargetFramework>
                <OutputType>{kind}</OutputType>
                <DefineConstants>$(DefineConstants);{kind.ToUpperInvariant()}</DefineConstants>
                <LangVersion>14.0</LangVersion>
                <Nullable>enable</Nullable>
                <ImplicitUsings>{(source == "Application.cs" ? "enable" : "disable")}</ImplicitUsings>
                <UseAppHost>false</UseAppHost>
                <TreatWarningsAsErrors>true</TreatWarningsAsErrors>
                <MSBuildTreatWarningsAsErrors>true</MSBuildTreatWarningsAsErrors>
                <NuGetAudit>false</NuGetAudit>
              </PropertyGroup>
              <ItemGroup>
                {string.Concat(packages.Select(package => $"<PackageReference Include=\"{package}\" Version=\"[{packed.Version}]\" />"))}
                {(target.StartsWith("net4", StringComparison.Ordinal) ? "<Reference Include=\"System.Net.Http\" />" : "")}
              </ItemGroup>
            </Project>
            """);

        // Nothing above the folder is its business.
        await WriteAsync("Directory.Build.props", "<Project />");
        await WriteAsync("Directory.Packages.props", "<Project />");
        return await Tool.RunAsync(_folder.FullName, "dotnet", ["build", "--verbosity", "quiet"]);
    }

    private Task WriteAsync(string file, string text) => File.WriteAllTextAsync(Path.Combine(_folder.FullName, file), text, TestContext.Current.CancellationToken);
}
