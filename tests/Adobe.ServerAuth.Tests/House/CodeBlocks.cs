using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Adobe.ServerAuth.Tests.House;

// Compiles the C# blocks of a page as a reader pastes them. A block whose first line names a file (// Program.cs) is that file, complete.
// Any other block is added to the nearest file above it: its usings, then its statements, then its types.
internal static partial class CodeBlocks
{
    private static readonly CSharpParseOptions Parse =
        CSharpParseOptions.Default.WithLanguageVersion(LanguageVersion.CSharp14).WithDocumentationMode(DocumentationMode.None);

    // Obsolete members compile, but a document that recommends them is wrong.
    private static readonly HashSet<string> Obsolete = ["CS0612", "CS0618"];

    public static IEnumerable<string> Failures(MarkdownFile page)
    {
        MarkdownBlock? file = null;
        foreach (var block in MarkdownBlocks.Of(page).Where(block => block.IsCSharp))
        {
            var isFile = FileName().IsMatch(block.Lines[0]);
            file = isFile ? block : file;
            foreach (var failure in file is null ? [NoFile(block)] : Failures(page, file, isFile ? [file] : [file, block]))
            {
                yield return failure;
            }
        }
    }

    private static string NoFile(MarkdownBlock block) =>
        $"{block.Place()}: the first C# block of a page is a complete file, and its first line names it, as in // Program.cs";

    private static IEnumerable<string> Failures(MarkdownFile page, MarkdownBlock file, MarkdownBlock[] blocks)
    {
        var block = blocks[^1];
        if (CodeProject.Above(page, block.FirstLine) is not { } project)
        {
            return [$"{block.Place()}: no line above says what project this is, as in dotnet new web"];
        }

        // A file keeps its project; packages may be added below it.
        project = project with { Template = CodeProject.Above(page, file.FirstLine)!.Template };
        var roots = blocks.Select(part => CSharpSyntaxTree.ParseText(part.Text, Parse).GetCompilationUnitRoot()).ToArray();
        var isProgram = roots.Any(root => root.Members.OfType<GlobalStatementSyntax>().Any());
        var options = new CSharpCompilationOptions(isProgram ? OutputKind.ConsoleApplication : OutputKind.DynamicallyLinkedLibrary)
            .WithNullableContextOptions(NullableContextOptions.Enable);
        SyntaxTree[] trees = [CSharpSyntaxTree.ParseText(project.GlobalUsings, Parse), CSharpSyntaxTree.ParseText(Together(blocks, roots), Parse)];
        return project.UnknownPackages.Select(package => $"{block.Place()}: the package {package} is not known to this test; reference it in its project")
            .Concat(NotCompiled(block, roots[^1]))
            .Concat(CSharpCompilation.Create("Documentation", trees, project.References(), options).GetDiagnostics()
                .Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error || Obsolete.Contains(diagnostic.Id))
                .Select(Text));
    }

    // Each part with the place that it has on the page.
    private static string Together(MarkdownBlock[] blocks, CompilationUnitSyntax[] roots)
    {
        var text = new StringBuilder();
        foreach (var kind in Enumerable.Range(0, 3))
        {
            foreach (var (block, root) in blocks.Zip(roots))
            {
                foreach (var part in Parts(root, kind))
                {
                    var line = block.FirstLine + root.SyntaxTree.GetLineSpan(part.FullSpan).StartLinePosition.Line;
                    text.Append(CultureInfo.InvariantCulture, $"\n#line {line} \"{block.Path}\"\n{part.ToFullString()}");
                }
            }
        }

        return text.ToString();
    }

    private static IEnumerable<SyntaxNode> Parts(CompilationUnitSyntax root, int kind) => kind switch
    {
        0 => root.Usings,
        1 => root.Members.OfType<GlobalStatementSyntax>(),
        _ => root.Members.Where(member => member is not GlobalStatementSyntax),
    };

    // A block that the compiler skips would prove nothing.
    private static IEnumerable<string> NotCompiled(MarkdownBlock block, CompilationUnitSyntax root)
    {
        if (root.Members.Count == 0)
        {
            yield return $"{block.Place()}: the block holds no code";
        }

        foreach (var skipped in root.DescendantTrivia().Where(trivia => trivia.IsKind(SyntaxKind.DisabledTextTrivia)))
        {
            yield return $"{block.Place(skipped.GetLocation().GetLineSpan().StartLinePosition.Line)}: #if hides code from the compiler";
        }
    }

    private static string Text(Diagnostic diagnostic)
    {
        var place = diagnostic.Location.GetMappedLineSpan();
        return $"{place.Path}:{place.StartLinePosition.Line + 1}: {diagnostic.Id}: {diagnostic.GetMessage(CultureInfo.InvariantCulture)}";
    }

    [GeneratedRegex(@"^// [\w/]+\.cs$")]
    private static partial Regex FileName();
}
