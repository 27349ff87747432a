using System.Security.Cryptography;

[assembly: AssemblyFixture(typeof(Adobe.ServerAuth.PackageTests.Packing.PackedFiles))]

namespace Adobe.ServerAuth.PackageTests.Packing;

/// <summary>The three packages, packed twice from the same commit in different folders.</summary>
public sealed class PackedFiles : IAsyncLifetime
{
    public const string Library = "Adobe.ServerAuth";
    public const string Hosting = "Adobe.ServerAuth.Hosting";
    public const string Testing = "Adobe.ServerAuth.Testing";

    private readonly DirectoryInfo _root = Directory.CreateTempSubdirectory("adobe-serverauth-packages-");

    public static IReadOnlyList<string> Names { get; } = [Library, Hosting, Testing];

    // No version that exists anywhere, so that no other package can be taken for these.
    public string Version { get; } = "0.1.0-test." + Convert.ToHexString(RandomNumberGenerator.GetBytes(4));

    public string Commit { get; private set; } = "";

    public DirectoryInfo First => new(Path.Combine(_root.FullName, "first"));

    public DirectoryInfo Second => new(Path.Combine(_root.FullName, "second"));

    public DirectoryInfo Workshop(string name) => _root.CreateSubdirectory(name);

    public Package Open(string name) => new(Path.Combine(First.FullName, $"{name}.{Version}.nupkg"));

    public async ValueTask InitializeAsync()
    {
        var suffix = Version["0.1.0-".Length..];
        var first = await SourceCopy.MakeAsync(new(Path.Combine(_root.FullName, "here")));
        await first.PackAsync(suffix, First);
        var second = await SourceCopy.MakeAsync(new(Path.Combine(_root.FullName, "elsewhere", "with a longer name")));
        Assert.Equal(first.Commit, second.Commit);
        await second.PackAsync(suffix, Second);
        Commit = first.Commit;
    }

    public ValueTask DisposeAsync()
    {
        _root.Delete(recursive: true);

        // What the consumers restored.
        var cache = Environment.GetEnvironmentVariable("NUGET_PACKAGES")
            ?? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget", "packages");
        foreach (var folder in Names.Select(name => new DirectoryInfo(Path.Combine(cache, name.ToLowerInvariant(), Version.ToLowerInvariant()))).Where(folder => folder.Exists))
        {
            folder.Delete(recursive: true);
        }

        return ValueTask.CompletedTask;
    }
}
