namespace Adobe.ServerAuth.Tests.House;

// A document for readers. The path is relative to the repository's root.
internal sealed record MarkdownFile(string Path, string Text)
{
    private static readonly string[] TopLevel = ["README.md", "CHANGELOG.md", "CONTRIBUTING.md", "SECURITY.md"];

    public static IReadOnlyList<MarkdownFile> All { get; } =
        [.. TopLevel.Where(RepositoryTree.Exists).Concat(RepositoryTree.Files("docs", "*.md")).Concat(RepositoryTree.Files("src", "README.md")).Select(Load)];

    public static MarkdownFile Load(string path) => new(path, RepositoryTree.Read(path));

    public IReadOnlyList<string> Lines { get; } = Text.Split('\n').Select(line => line.TrimEnd('\r')).ToArray();
}
