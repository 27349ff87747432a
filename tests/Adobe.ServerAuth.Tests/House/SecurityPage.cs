using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Adobe.ServerAuth.Tests.House;

// Compares the threat model with the tests that it goes by, and its assets with its threats.
internal static partial class SecurityPage
{
    private const string Proof = "shown by";
    private const string Threats = "threats";

    public static IEnumerable<string> Failures(MarkdownFile page)
    {
        var tables = MarkdownTable.Of(page).ToArray();
        return Names(page).Concat(Rows(tables.Where(table => table.Headings[^1] == Proof))).Concat(Assets(tables)).Select(failure => $"{page.Path}: {failure}");
    }

    private static IEnumerable<string> Names(MarkdownFile page) =>
        from name in Quoted().Matches(page.Text).Select(match => match.Groups[1].Value).Distinct()
        let failure = TestName().Match(name) is { Success: true } test ? Missing(test.Groups[1].Value, test.Groups[2].Value)
            : Bare().IsMatch(name) ? $"{name} names no class"
            : null
        where failure is not null
        select failure;

    // Of a name that several classes have, one has to have the test.
    private static string? Missing(string type, string method)
    {
        var files = RepositoryTree.Files("tests", type + ".cs").ToArray();
        return files.Length == 0 ? $"there is no class {type}"
            : method.Length == 0 ? $"{type} names no test of its own"
            : files.Any(file => TestsOf(RepositoryTree.Read(file), type).Contains(method)) ? null
            : $"{type} has no test {method}";
    }

    private static IEnumerable<string> TestsOf(string source, string type) => CSharpSyntaxTree.ParseText(source, new CSharpParseOptions(LanguageVersion.CSharp14)).GetRoot()
        .DescendantNodes().OfType<ClassDeclarationSyntax>().Where(one => one.Identifier.Text == type)
        .SelectMany(one => one.Members.OfType<MethodDeclarationSyntax>())
        .Where(one => one.AttributeLists.SelectMany(list => list.Attributes).Any(attribute => attribute.Name.ToString() is "Fact" or "Theory"))
        .Select(one => one.Identifier.Text);

    private static IEnumerable<string> Rows(IEnumerable<MarkdownTable> tables) =>
        from row in tables.SelectMany(table => table.Rows)
        where row.Cells[^1] != "no test" && !Quoted().Matches(row.Cells[^1]).Any(name => TestName().IsMatch(name.Groups[1].Value))
        select $"line {row.Line} ({row.Cells[0]}) names no test, and does not say so";

    private static IEnumerable<string> Assets(MarkdownTable[] tables)
    {
        var known = tables.Where(table => table.Headings[^1] == Proof).SelectMany(table => table.Rows).Select(row => row.Cells[0]).ToArray();
        var named = tables.Where(table => table.Headings[^1] == Threats).SelectMany(table => table.Rows).SelectMany(row => row.Cells[^1].Split(' ')).ToHashSet();
        return known.GroupBy(id => id).Where(same => same.Count() > 1).Select(same => $"there are two threats {same.Key}")
            .Concat(named.Except(known).Select(id => $"there is no threat '{id}'"))
            .Concat(known.Except(named).Select(id => $"no asset is threatened by {id}"));
    }

    [GeneratedRegex("`([^`\n]+)`")]
    private static partial Regex Quoted();

    [GeneratedRegex(@"^(\w+Tests)(?:\.(\w+))?$")]
    private static partial Regex TestName();

    [GeneratedRegex("^[A-Z][a-z]*(?:_[A-Za-z0-9]+){3,}$")]
    private static partial Regex Bare();
}
