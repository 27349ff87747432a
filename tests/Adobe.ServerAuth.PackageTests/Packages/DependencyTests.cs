using System.Text.Json.Nodes;
using Adobe.ServerAuth.PackageTests.Packing;

namespace Adobe.ServerAuth.PackageTests.Packages;

/// <summary>What a package brings along is a part of what it promises: a new dependency needs a decision, and a line here.</summary>
[Collection(PackedOnce.Name)]
public class DependencyTests(PackedFiles packed)
{
    private static readonly string[] OfNet10 =
    [
        "Microsoft.Extensions.Caching.Abstractions 10.0.0", "Microsoft.Extensions.Http 10.0.0", "Microsoft.Extensions.Options.ConfigurationExtensions 10.0.0", "Polly.Core 8.4.2",
    ];

    private static readonly string[] OfNet8 =
    [
        "Microsoft.Extensions.Caching.Abstractions 8.0.0", "Microsoft.Extensions.Http 8.0.0", "Microsoft.Extensions.Options.ConfigurationExtensions 8.0.0", "Polly.Core 8.4.2",
    ];

    private static readonly string[] OfNetStandardAlone = ["Microsoft.Bcl.TimeProvider 8.0.1", "System.ComponentModel.Annotations 5.0.0", "System.Text.Json 8.0.5"];

    public static TheoryData<string> Names => [.. PackedFiles.Names];

    [Fact]
    public void The_library_needs_four_packages_and_on_NET_Standard_three_more()
    {
        Assert.Equal(OfNet10, Of(PackedFiles.Library, "net10.0"));
        Assert.Equal(OfNet8, Of(PackedFiles.Library, "net8.0"));
        Assert.Equal(OfNet8.Concat(OfNetStandardAlone).Order(StringComparer.Ordinal), Of(PackedFiles.Library, ".NETStandard2.0"));
    }

    [Theory]
    [InlineData("net10.0", "10.0.0")]
    [InlineData("net8.0", "8.0.0")]
    public void The_others_need_the_library_of_the_same_version_and_what_they_are_for(string target, string floor)
    {
        Assert.Equal(
            [$"Adobe.ServerAuth {packed.Version}", $"Microsoft.Extensions.Diagnostics.HealthChecks {floor}", $"Microsoft.Extensions.Hosting.Abstractions {floor}"],
            Of(PackedFiles.Hosting, target));
        Assert.Equal([$"Adobe.ServerAuth {packed.Version}"], Of(PackedFiles.Testing, target));
    }

    // In the place of a package: the server of ASP.NET Core, for the emulator.
    [Fact]
    public void Only_the_emulator_needs_a_framework_beside_that_of_NET()
    {
        Assert.Equal([], Frameworks(PackedFiles.Library));
        Assert.Equal([], Frameworks(PackedFiles.Hosting));
        Assert.Equal(["Microsoft.AspNetCore.App", "Microsoft.AspNetCore.App"], Frameworks(PackedFiles.Testing));
    }

    [Theory, MemberData(nameof(Names))]
    public void The_bill_of_materials_lists_what_was_restored_with_version_licence_and_hash(string name)
    {
        using var package = packed.Open(name);
        var bill = JsonNode.Parse(package.Text("sbom/bom.cdx.json"))!;
        var subject = bill["metadata"]!["component"]!;
        var shipped = bill["components"]!.AsArray().Where(component => (string?)component!["scope"] != "excluded").Select(component => component!).ToArray();

        Assert.Equal(("CycloneDX", name, packed.Version), ((string?)bill["bomFormat"], (string?)subject["name"], (string?)subject["version"]));
        Assert.Equal(packed.Restored(name), bill["components"]!.AsArray().Select(component => $"{component!["name"]}/{component["version"]}").Where(IsForeign).Order(StringComparer.Ordinal));
        Assert.All(
            package.Metadata.Descendants("dependency").Select(dependency => $"{dependency.Attribute("id")!.Value} {dependency.Attribute("version")!.Value}"),
            dependency => Assert.Contains(dependency, shipped.Select(component => $"{component["name"]} {component["version"]}")));
        Assert.DoesNotContain(shipped, component => ((string)component["name"]!).Contains("Analyzers", StringComparison.Ordinal));
        Assert.All(shipped.Where(component => IsForeign((string)component["name"]!)), component =>
        {
            Assert.NotEmpty(component["licenses"]!.AsArray());
            Assert.Equal("SHA-512", (string?)component["hashes"]![0]!["alg"]);
        });
    }

    private static bool IsForeign(string component) => !component.StartsWith("Adobe.ServerAuth", StringComparison.Ordinal);

    private string[] Of(string name, string target)
    {
        using var package = packed.Open(name);
        return
        [
            .. package.Metadata.Element("dependencies")!.Elements("group").Single(group => group.Attribute("targetFramework")!.Value == target).Elements("dependency")
                .Select(dependency => $"{dependency.Attribute("id")!.Value} {dependency.Attribute("version")!.Value}").Order(StringComparer.Ordinal),
        ];
    }

    private string[] Frameworks(string name)
    {
        using var package = packed.Open(name);
        return [.. package.Metadata.Descendants("frameworkReference").Select(reference => reference.Attribute("name")!.Value)];
    }
}
