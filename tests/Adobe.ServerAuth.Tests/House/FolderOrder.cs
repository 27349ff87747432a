using Microsoft.CodeAnalysis;

namespace Adobe.ServerAuth.Tests.House;

// One way through the house: a folder uses only folders to its left.
internal sealed class FolderOrder(string project, params IReadOnlyList<string> leftToRight)
{
    public static FolderOrder Library { get; } = new(
        "Adobe.ServerAuth",
        SourceCompilation.Polyfills,
        "Abstractions",
        "Diagnostics",
        "Configuration",
        "Credentials",
        "TokenEndpoint",
        "Flows",
        "Caching",
        "Handlers",
        "Operations",
        "DependencyInjection");

    public static FolderOrder Hosting { get; } = new("Adobe.ServerAuth.Hosting", "HealthChecks", "WarmUp");

    public IReadOnlyList<SourceFile> Sources { get; } = RepositoryTree.Sources(project);

    public IEnumerable<string> FoldersThatAreGone => leftToRight.Except(Sources.Select(file => file.Folder!));

    public IEnumerable<string> UnknownFolders(IEnumerable<SourceFile> files) => files
        .Where(file => file.Folder is { } folder && !leftToRight.Contains(folder))
        .Select(file => $"{file.Path}: {file.Folder} is no folder of the house");

    // The edges that start in these files, which are compiled together with those around them.
    // Both views, because an edge may hide in a branch of #if that only one of them compiles.
    public IEnumerable<string> BackwardEdges(IReadOnlyList<SourceFile> files, params IEnumerable<SourceFile> around) =>
        TargetView.Of(project)
            .SelectMany(view => TypeUses.In(SourceCompilation.Of(project, [.. files, .. around], view), files))
            .SelectMany(BackwardEdges)
            .Distinct()
            .Order(StringComparer.Ordinal);

    private IEnumerable<string> BackwardEdges(TypeUse use) => FoldersOf(use.Type)
        .Where(folder => Position(folder) > Position(FolderOf(use.File)))
        .Select(folder => $"{use.Place} uses {folder}/{use.TypeName}");

    private static IEnumerable<string> FoldersOf(INamedTypeSymbol type) =>
        type.DeclaringSyntaxReferences.Select(place => FolderOf(place.SyntaxTree.FilePath)).Distinct();

    private static string FolderOf(string path) => path.Split('/')[0];

    // A folder that is not known is reported as such, and takes no part here.
    private int? Position(string folder) =>
        leftToRight.Index().Where(pair => pair.Item == folder).Select(pair => (int?)pair.Index).FirstOrDefault();
}
