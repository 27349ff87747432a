using System.Security.Cryptography;
using System.Text.Json;

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

    private DirectoryInfo Sources => new(Path.Combine(_root.FullName, "here"));

    /// <summary>The pages below docs that each package contains.</summary>
    public IEnumerable<string> Pages =>
        from folder in (string[])["docs", "docs/recipes"]
        from file in Directory.EnumerateFiles(Path.Combine(Sources.FullName, folder), "*.md")
        select $"{folder}/{Path.GetFileName(file)}";

    public DirectoryInfo Workshop(string name) => _root.CreateSubdirectory(name);

    /// <summary>All packages that were restored to build this one, each as name/version.</summary>
    public IReadOnlyList<string> Restored(string name)
    {
        using var assets = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(Sources.FullName, "src", name, "obj", "project.assets.json")));
        return [.. assets.RootElement.GetProperty("libraries").EnumerateObject().Where(library => library.Value.GetProperty("type").ValueEquals("package")).Select(library => library.Name).Order(StringComparer.Ordinal)];
    }

    /// <summary>Runs a program where the packages were packed.</summary>
    internal Task<string> ToolAsync(string program, params string[] arguments) => Tool.RunAsync(Sources.FullName, program, arguments);

    public Package Open(string name) => new(Path.Combine(First.FullName, $"{name}.{Version}.nupkg"));

    public async ValueTask InitializeAsync()
    {
        var suffix = Version["0.1.0-".Length..];
        // Both copies first: a file that changes during the first pack would make another commit.
        var first = await SourceCopy.MakeAsync(Sources);
        var second = await SourceCopy.MakeAsync(new(Path.Combine(_root.FullName, "elsewhere", "with a longer name")));
        Assert.Equal(first.Commit, second.Commit);
        await first.PackAsync(suffix, First);
        await second.PackAsync(suffix, Second);
        Commit = first.Commit;
    }

    public ValueTask DisposeAsync()
    {
        Leftovers.Delete(_root);

        // What the consumers restored.
        var cache = Environment.GetEnvironmentVariable("NUGET_PACKAGES")
            ?? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget", "packages");
        foreach (var folder in Names.Select(name => new DirectoryInfo(Path.Combine(cache, name.ToLowerInvariant(), Version.ToLowerInvariant()))).Where(folder => folder.Exists))
        {
            folder.Delete(recursive: true);
            if (!folder.Parent!.EnumerateFileSystemInfos().Any())
            {
                folder.Parent.Delete();
            }
        }

        return ValueTask.CompletedTask;
    }
}
