using System.Reflection;

namespace Adobe.ServerAuth.PackageTests.Packing;

/// <summary>The sources as they stand, in a folder and a repository of their own: as somebody else would have cloned them.</summary>
internal sealed class SourceCopy(DirectoryInfo folder, string commit)
{
    /// <summary>Where the clone says that it comes from. Nobody asks there for anything.</summary>
    public const string Origin = "https://github.com/example/adobe-serverauth";

    private static readonly string Repository = Path.GetFullPath(
        typeof(SourceCopy).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(data => data.Key == "Repository").Value!);

    public string Folder => folder.FullName;

    public string Commit => commit;

    public static async Task<SourceCopy> MakeAsync(DirectoryInfo folder)
    {
        folder.Create();
        var files = await Tool.RunAsync(Repository, "git", ["ls-files", "--cached", "--others", "--exclude-standard", "-z"]);
        foreach (var file in files.Split('\0', StringSplitOptions.RemoveEmptyEntries).Where(file => File.Exists(Path.Combine(Repository, file))))
        {
            var copy = Path.Combine(folder.FullName, file);
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(Path.Combine(Repository, file), copy);
        }

        // The same commit in every copy: same content, same author, same moment.
        await GitAsync("init", "--quiet", "--initial-branch", "main");
        await GitAsync("remote", "add", "origin", Origin + ".git");
        await GitAsync("add", "--all");
        await GitAsync("commit", "--quiet", "--message", "The sources under test");
        return new SourceCopy(folder, (await GitAsync("rev-parse", "HEAD")).Trim());

        Task<string> GitAsync(params string[] arguments) => Tool.RunAsync(
            folder.FullName,
            "git",
            arguments,
            ("GIT_AUTHOR_NAME", "Package tests"),
            ("GIT_AUTHOR_EMAIL", "package-tests@example.org"),
            ("GIT_AUTHOR_DATE", "2026-01-01T00:00:00Z"),
            ("GIT_COMMITTER_NAME", "Package tests"),
            ("GIT_COMMITTER_EMAIL", "package-tests@example.org"),
            ("GIT_COMMITTER_DATE", "2026-01-01T00:00:00Z"));
    }

    /// <summary>As a release is packed, but for the version.</summary>
    public async Task PackAsync(string versionSuffix, DirectoryInfo output)
    {
        foreach (var package in PackedFiles.Names)
        {
            await Tool.RunAsync(
                Folder,
                "dotnet",
                ["pack", $"src/{package}", "--configuration", "Release", "--output", output.FullName, "--version-suffix", versionSuffix, "--verbosity", "quiet"],
                ("CI", "true"));
        }
    }
}
