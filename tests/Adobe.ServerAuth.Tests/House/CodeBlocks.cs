using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Adobe.ServerAuth.Tests.House;

// Compiles a C# block as a reader would: on its own, as a program when it has statements and as a library when it has only types.
internal static class CodeBlocks
{
    private static readonly CSharpParseOptions Parse =
        CSharpParseOptions.Default.WithLanguageVersion(LanguageVersion.CSharp14).WithDocumentationMode(DocumentationMode.None);

    private static readonly CSharpCompilation Around = CSharpCompilation.Create(
        "Documentation",
        [CSharpSyntaxTree.ParseText(WellKnownNames.GlobalUsings, Parse), CSharpSyntaxTree.ParseText(WellKnownNames.Prelude, Parse)],
        PlatformReferences.With([.. RepositoryTree.SourceProjects]));

    // Obsolete members compile, but a document that recommends them is wrong.
    private static readonly HashSet<string> Obsolete = ["CS0612", "CS0618"];

    public static IEnumerable<string> Failures(MarkdownBlock block)
    {
        var tree = CSharpSyntaxTree.ParseText(block.Text, Parse);
        var root = tree.GetCompilationUnitRoot();
        var isProgram = root.Members.OfType<GlobalStatementSyntax>().Any();
        var options = new CSharpCompilationOptions(isProgram ? OutputKind.ConsoleApplication : OutputKind.DynamicallyLinkedLibrary)
            .WithNullableContextOptions(NullableContextOptions.Enable);
        return NotCompiled(block, root).Concat(Around.WithOptions(options).AddSyntaxTrees(tree).GetDiagnostics()
            .Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error || Obsolete.Contains(diagnostic.Id))
            .Select(diagnostic => $"{Place(block, tree, diagnostic.Location)}: {Text(diagnostic)}"));
    }

    // A block that the compiler skips would prove nothing.
    private static IEnumerable<string> NotCompiled(MarkdownBlock block, CompilationUnitSyntax root)
    {
        if (root.Members.Count == 0 && root.Usings.Count == 0)
        {
            yield return $"{block.Place()}: the block holds no code";
        }

        foreach (var skipped in root.DescendantTrivia().Where(trivia => trivia.IsKind(SyntaxKind.DisabledTextTrivia)))
        {
            yield return $"{Place(block, root.SyntaxTree, skipped.GetLocation())}: #if hides code from the compiler";
        }
    }

    private static string Text(Diagnostic diagnostic) => $"{diagnostic.Id}: {diagnostic.GetMessage(CultureInfo.InvariantCulture)}";

    private static string Place(MarkdownBlock block, SyntaxTree tree, Location location) =>
        block.Place(location.SourceTree == tree ? location.GetLineSpan().StartLinePosition.Line : 0);
}
