using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Adobe.ServerAuth.Tests.House;

// What holds for each file by itself.
internal static class FileRules
{
    public const int MaxLines = 250;

    public static IEnumerable<string> InTheRoot(IEnumerable<SourceFile> files) =>
        files.Where(file => file.Folder is null).Select(file => $"{file.Path} lies in the project's root");

    public static IEnumerable<string> NotOneType(IEnumerable<SourceFile> files) =>
        from file in files
        let types = TypesOf(file).ToList()
        where types is not [var only] || only != Path.GetFileNameWithoutExtension(file.Path)
        select $"{file.Path} declares {(types.Count == 0 ? "no type" : string.Join(", ", types))}";

    public static IEnumerable<string> TooLong(IReadOnlyCollection<SourceFile> files)
    {
        var lengths = files.Select(Lines).Order().ToList();
        return files.Where(file => Lines(file) > MaxLines)
            .Select(file => $"{file.Path} has {Lines(file)} lines; {MaxLines} is the most, {lengths[lengths.Count / 2]} the median");
    }

    private static int Lines(SourceFile file) => file.Text.TrimEnd('\n').Count(c => c == '\n') + 1;

    private static IEnumerable<string> TypesOf(SourceFile file)
    {
        var options = new CSharpParseOptions(LanguageVersion.CSharp14, preprocessorSymbols: TargetView.Net10.Symbols);
        return CSharpSyntaxTree.ParseText(file.Text, options).GetRoot()
            .DescendantNodes(node => node is CompilationUnitSyntax or BaseNamespaceDeclarationSyntax)
            .Select(node => node switch
            {
                BaseTypeDeclarationSyntax type => type.Identifier.Text,
                DelegateDeclarationSyntax type => type.Identifier.Text,
                _ => null,
            })
            .OfType<string>();
    }
}
