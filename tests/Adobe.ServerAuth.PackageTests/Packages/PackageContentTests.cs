using System.Buffers.Binary;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Adobe.ServerAuth.PackageTests.Packing;

namespace Adobe.ServerAuth.PackageTests.Packages;

/// <summary>What is in the packed files, to the last one.</summary>
[Collection(PackedOnce.Name)]
public class PackageContentTests(PackedFiles packed)
{
    private static readonly string[] Everywhere = ["CHANGELOG.md", "README.md", "SECURITY.md", "icon.png", "sbom/bom.cdx.json"];

    private static readonly Dictionary<string, string[]> Targets = new()
    {
        [PackedFiles.Library] = ["net10.0", "net8.0", "netstandard2.0"],
        [PackedFiles.Hosting] = ["net10.0", "net8.0"],
        [PackedFiles.Testing] = ["net10.0", "net8.0"],
    };

    private static readonly Dictionary<string, string[]> OnlyHere = new()
    {
        [PackedFiles.Library] = ["buildTransitive/netstandard2.0/Adobe.ServerAuth.targets", "buildTransitive/netstandard2.0/appsettings.schema.json"],
        [PackedFiles.Hosting] = [],
        [PackedFiles.Testing] = [],
    };

    public static TheoryData<string> Names => [.. PackedFiles.Names];

    [Theory, MemberData(nameof(Names))]
    public void Every_target_has_its_assembly_and_its_documentation_and_nothing_else_is_in_it(string name)
    {
        using var package = packed.Open(name);
        string[] libraries = [.. Targets[name].SelectMany(target => new[] { $"lib/{target}/{name}.dll", $"lib/{target}/{name}.xml" })];

        Assert.Equal(Everywhere.Concat(OnlyHere[name]).Concat(libraries).Concat(packed.Pages).Order(StringComparer.Ordinal), package.Files);
    }

    [Theory, MemberData(nameof(Names))]
    public void Every_target_has_its_symbols_in_the_package_for_them(string name)
    {
        using var package = packed.Open(name);
        using var symbols = package.Symbols;

        Assert.Equal(Targets[name].Select(target => $"lib/{target}/{name}.pdb"), symbols.Files);
    }

    [Theory, MemberData(nameof(Names))]
    public void It_says_what_it_is_whose_it_is_and_where_it_comes_from(string name)
    {
        using var package = packed.Open(name);
        var metadata = package.Metadata;

        Assert.Equal(name, Value("id"));
        Assert.Equal(packed.Version, Value("version"));
        Assert.Equal("The Adobe.ServerAuth contributors", Value("authors"));
        Assert.Equal("Apache-2.0", Value("license"));
        Assert.Equal("expression", metadata.Element("license")!.Attribute("type")!.Value);
        Assert.Equal("README.md", Value("readme"));
        Assert.Equal("icon.png", Value("icon"));
        Assert.InRange(Value("description").Length, 40, 300);
        Assert.Contains("adobe", Value("tags").Split(' '));
        Assert.StartsWith("Copyright", Value("copyright"), StringComparison.Ordinal);
        Assert.NotEmpty(Value("releaseNotes"));
        Assert.Equal(
            ("git", SourceCopy.Origin + ".git", packed.Commit),
            (Attribute("type"), Attribute("url"), Attribute("commit")));

        string Value(string element) => metadata.Element(element)?.Value ?? "";
        string? Attribute(string attribute) => metadata.Element("repository")?.Attribute(attribute)?.Value;
    }

    // The build compares what the targets offer then, and fails when one that replaces another lacks something.
    [Theory, MemberData(nameof(Names))]
    public async Task Packing_it_validates_it(string name) =>
        Assert.Equal("true", (await packed.ToolAsync("dotnet", "msbuild", $"src/{name}", "-getProperty:EnablePackageValidation")).Trim());

    // A gallery shows the page without the repository around it.
    [Theory, MemberData(nameof(Names))]
    public void Its_page_shows_code_and_links_to_nothing_that_is_not_there(string name)
    {
        using var package = packed.Open(name);
        var page = package.Text("README.md");

        Assert.StartsWith($"# {name}\n", page.ReplaceLineEndings("\n"), StringComparison.Ordinal);
        Assert.Contains("```csharp", page, StringComparison.Ordinal);
        Assert.All(Regex.Matches(page, @"\]\((?<target>[^)]*)\)|(?:src|href)=""(?<target>[^""]*)""").AsEnumerable(), link => Assert.StartsWith("https://", link.Groups["target"].Value, StringComparison.Ordinal));
    }

    // A user who has only the package can read each page that its messages and its XML comments name.
    [Theory, MemberData(nameof(Names))]
    public void Every_link_of_its_pages_and_every_page_that_a_text_names_is_in_the_package(string name)
    {
        using var package = packed.Open(name);
        var files = package.Files.ToHashSet(StringComparer.Ordinal);
        var pages = files.Where(file => file.EndsWith(".md", StringComparison.Ordinal)).ToArray();
        var links = pages.SelectMany(page => PageLinks.Of(page, package.Text(page)));
        var named = package.Targets.Select(target => package.Text($"lib/{target}/{name}.xml")).Append(package.Text("README.md")).SelectMany(PageLinks.NamedIn).Distinct().ToArray();

        Assert.True(pages.Length > 30);
        Assert.NotEmpty(named);
        Assert.DoesNotContain(links.Concat(named), link => !files.Contains(link.Page) || (link.Anchor is { } anchor && !PageLinks.Anchors(package.Text(link.Page)).Contains(anchor)));
    }

    [Fact]
    public async Task With_a_base_address_the_metadata_and_the_assembly_hold_it()
    {
        string[] property = ["-p:DocumentationBaseAddress=https://docs.example.com/serverauth", "-p:TargetFramework=net10.0", "-getProperty:PackageProjectUrl,PackageReleaseNotes", "-getItem:AssemblyMetadata"];
        var output = await packed.ToolAsync("dotnet", ["msbuild", "src/Adobe.ServerAuth", .. property]);

        Assert.Contains("\"PackageProjectUrl\": \"https://docs.example.com/serverauth\"", output, StringComparison.Ordinal);
        Assert.Contains("https://docs.example.com/serverauth/CHANGELOG", output, StringComparison.Ordinal);
        Assert.Contains("\"Identity\": \"DocumentationBaseAddress\"", output, StringComparison.Ordinal);
        Assert.Contains("\"Value\": \"https://docs.example.com/serverauth\"", output, StringComparison.Ordinal);
    }

    [Theory, MemberData(nameof(Names))]
    public void Its_icon_is_a_picture_of_128_by_128_and_small(string name)
    {
        using var package = packed.Open(name);
        var icon = package.Bytes("icon.png");

        Assert.Equal([0x89, (byte)'P', (byte)'N', (byte)'G'], icon[..4]);
        Assert.Equal((128, 128), (BinaryPrimitives.ReadInt32BigEndian(icon.AsSpan(16)), BinaryPrimitives.ReadInt32BigEndian(icon.AsSpan(20))));
        Assert.InRange(icon.Length, 200, 64 * 1024);
    }

    [Theory, MemberData(nameof(Names))]
    public void Every_target_documents_every_public_type(string name)
    {
        using var package = packed.Open(name);

        Assert.Equal(Targets[name], package.Targets);
        foreach (var target in package.Targets)
        {
            var documented = XDocument.Parse(package.Text($"lib/{target}/{name}.xml")).Descendants("member")
                .Where(member => member.Descendants().Any(part => part.Name.LocalName is "summary" or "inheritdoc")).Select(member => member.Attribute("name")!.Value).ToHashSet();
            using var assembly = new PackedAssembly(package.Bytes($"lib/{target}/{name}.dll"));

            Assert.NotEmpty(assembly.PublicTypes);
            Assert.All(assembly.PublicTypes, type => Assert.Contains("T:" + type, documented));
        }
    }
}
