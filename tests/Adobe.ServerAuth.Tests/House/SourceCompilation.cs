using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Adobe.ServerAuth.Tests.House;

// Sources of a project, compiled in memory. Source generators do not run.
internal static class SourceCompilation
{
    public const string Polyfills = "Compatibility";

    // A partial method whose body a generator writes.
    private const string NoBodyWithoutGenerator = "CS8795";

    public static CSharpCompilation Of(string project, IEnumerable<SourceFile> files, TargetView view)
    {
        var options = new CSharpParseOptions(LanguageVersion.CSharp14, DocumentationMode.None, preprocessorSymbols: view.Symbols);
        var trees = files
            .Where(file => view.HasPolyfills ? !IsSharing(file) : file.Folder != Polyfills)
            .Append(new SourceFile("GlobalUsings.g.cs", view.GlobalUsings))
            .Select(file => CSharpSyntaxTree.ParseText(file.Text, options, file.Path));
        var references = project == "Adobe.ServerAuth" ? PlatformReferences.With() : PlatformReferences.With("Adobe.ServerAuth");
        return CSharpCompilation.Create(project, trees, references, new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary));
    }

    // What needs AES-GCM.
    private static bool IsSharing(SourceFile file) => file.Path.Contains("Caching/Sharing/", StringComparison.Ordinal) || file.Path.EndsWith("/SharedTokenStores.cs", StringComparison.Ordinal);

    public static IEnumerable<string> Errors(CSharpCompilation compilation) => compilation.GetDiagnostics()
        .Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error && diagnostic.Id != NoBodyWithoutGenerator)
        .Select(diagnostic => diagnostic.ToString());
}
