namespace Adobe.ServerAuth.Tests.House;

// The working tree this test was built from.
internal static class RepositoryTree
{
    private static readonly HashSet<string> Skipped = ["bin", "obj", "artifacts", "TestResults", ".vs", ".git"];

    public static string Root { get; } = FindRoot();

    public static IReadOnlyList<string> SourceProjects { get; } =
        [.. Files("src", "*.csproj").Select(path => Path.GetFileNameWithoutExtension(path))];

    public static IReadOnlyList<SourceFile> Sources(string project) =>
        [.. Files($"src/{project}", "*.cs").Select(path => new SourceFile(path[$"src/{project}/".Length..], Read(path)))];

    // Paths are relative to the root, with forward slashes.
    public static IEnumerable<string> Files(string folder, string pattern = "*")
    {
        var start = new DirectoryInfo(Path.Combine(Root, folder));
        return start.Exists ? Walk(start, pattern).Order(StringComparer.Ordinal) : [];
    }

    public static bool Exists(string path) => Path.Exists(Path.Combine(Root, path));

    public static string Read(string path) => File.ReadAllText(Path.Combine(Root, path));

    private static IEnumerable<string> Walk(DirectoryInfo folder, string pattern) => folder.EnumerateFiles(pattern)
        .Select(file => Path.GetRelativePath(Root, file.FullName).Replace('\\', '/'))
        .Concat(folder.EnumerateDirectories().Where(inner => !Skipped.Contains(inner.Name)).SelectMany(inner => Walk(inner, pattern)));

    private static string FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Adobe.ServerAuth.sln")))
            {
                return folder.FullName;
            }
        }

        throw new DirectoryNotFoundException($"No folder above {AppContext.BaseDirectory} holds Adobe.ServerAuth.sln.");
    }
}
