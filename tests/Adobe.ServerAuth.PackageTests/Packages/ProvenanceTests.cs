using Adobe.ServerAuth.PackageTests.Packing;

namespace Adobe.ServerAuth.PackageTests.Packages;

/// <summary>From an assembly in a package back to the commit that it was built from, and from the commit to the same assembly.</summary>
[Collection(PackedOnce.Name)]
public class ProvenanceTests(PackedFiles packed)
{
    public static TheoryData<string> Names => [.. PackedFiles.Names];

    [Theory, MemberData(nameof(Names))]
    public void Two_packs_of_one_commit_hold_the_same_bytes_wherever_they_were_built(string name)
    {
        using var first = packed.Open(name);
        using var second = new Package(Path.Combine(packed.Second.FullName, $"{name}.{packed.Version}.nupkg"));
        using var firstSymbols = first.Symbols;
        using var secondSymbols = second.Symbols;

        // The bill of materials tells when it was made.
        Assert.Equal(first.Files, second.Files);
        Assert.All(first.Files.Where(file => !file.StartsWith("sbom/", StringComparison.Ordinal)), file => Assert.True(first.Bytes(file).SequenceEqual(second.Bytes(file)), $"{file} differs."));
        Assert.All(firstSymbols.Files, file => Assert.True(firstSymbols.Bytes(file).SequenceEqual(secondSymbols.Bytes(file)), $"{file} differs."));
    }

    [Theory, MemberData(nameof(Names))]
    public async Task Every_assembly_tells_its_commit_and_its_sdk_and_has_the_symbols_that_were_made_with_it(string name)
    {
        using var package = packed.Open(name);
        using var symbols = package.Symbols;
        var sdk = (await packed.ToolAsync("dotnet", "--version")).Trim();
        foreach (var target in package.Targets)
        {
            using var assembly = new PackedAssembly(package.Bytes($"lib/{target}/{name}.dll"));

            Assert.Equal(sdk, assembly.SdkVersion);
            Assert.True(assembly.IsDeterministic, $"{target} was not built to be the same each time.");
            Assert.Equal($"{packed.Version}+{packed.Commit}", assembly.InformationalVersion);
            Assert.Equal(new PackedSymbols(symbols.Bytes($"lib/{target}/{name}.pdb")).Id, assembly.SymbolsId);
        }
    }

    [Theory, MemberData(nameof(Names))]
    public void A_debugger_finds_every_source_file_at_that_commit_and_no_path_of_the_machine_is_told(string name)
    {
        using var package = packed.Open(name);
        using var symbols = package.Symbols;
        foreach (var target in package.Targets)
        {
            var sources = new PackedSymbols(symbols.Bytes($"lib/{target}/{name}.pdb"));
            var (local, address) = Assert.Single(sources.Links);

            Assert.Equal(("/_/*", $"https://raw.githubusercontent.com/example/adobe-serverauth/{packed.Commit}/*"), (local, address));
            Assert.Contains(sources.Documents, document => document.Path.StartsWith($"/_/src/{name}/", StringComparison.Ordinal) && !document.IsEmbedded);
            Assert.All(sources.Documents, document => Assert.StartsWith("/_/", document.Path, StringComparison.Ordinal));

            // What the compiler or a generator made is in no commit, and so in the file itself.
            Assert.All(sources.Documents, document => Assert.Equal(document.Path.Contains("/obj/", StringComparison.Ordinal) || document.Path.EndsWith(".g.cs", StringComparison.Ordinal), document.IsEmbedded));
        }
    }
}
