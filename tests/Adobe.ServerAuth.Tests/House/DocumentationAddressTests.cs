using System.Text.RegularExpressions;
using Adobe.ServerAuth.Diagnostics;
using Adobe.ServerAuth.TokenEndpoint;

namespace Adobe.ServerAuth.Tests.House;

// Every text of the sources that names a page leads to a page and an anchor, as a path and as a URL.
public sealed partial class DocumentationAddressTests
{
    private const string Address = "https://docs.example.com/serverauth";

    public static TheoryData<string> Pages => [.. Sources().SelectMany(source => Call().Matches(source.Text).Select(match => match.Groups[1].Value)).Distinct()];

    public static TheoryData<string> Reasons => [.. FailureCatalogue.Answers.Concat(FailureCatalogue.Others).Select(row => row.Id).Distinct()];

    [Theory]
    [MemberData(nameof(Pages))]
    public void A_page_is_there_in_both_forms(string page)
    {
        Assert.Null(Missing(DocumentationLink.To(page, null)));
        var url = new Uri(DocumentationLink.To(page, Address));
        Assert.Null(Missing("docs" + url.AbsolutePath["/serverauth".Length..] + ".md" + url.Fragment));
    }

    [Theory]
    [MemberData(nameof(Reasons))]
    public void A_reason_is_there_in_both_forms(string reason)
    {
        Assert.Null(Missing(DocumentationLink.ToReason(reason, null)));
        Assert.Equal($"{Address}/e/{reason}", DocumentationLink.ToReason(reason, Address));
    }

    // In comments for readers of the sources, a path is enough.
    [Fact]
    public void No_text_names_a_page_past_the_one_place_that_knows_the_address() => Findings.None(
        from source in Sources()
        where !source.Path.EndsWith("/DocumentationLink.cs", StringComparison.Ordinal)
        from line in source.Text.Split('\n')
        where !line.TrimStart().StartsWith("//", StringComparison.Ordinal) && InText().IsMatch(line)
        select $"{source.Path}: {line.Trim()}");

    [Fact]
    public void The_paths_in_the_documentation_of_members_are_there() => Findings.None(
        from source in Sources()
        from match in InComment().Matches(source.Text)
        where Missing(match.Value) is not null
        select $"{source.Path}: {match.Value}");

    [Theory]
    [InlineData("docs/missing.md", "docs/missing.md does not exist")]
    [InlineData("docs/troubleshooting.md#missing", "docs/troubleshooting.md has no anchor missing")]
    public void A_text_that_leads_nowhere_is_found(string text, string finding) => Assert.Equal(finding, Missing(text));

    private static string? Missing(string text)
    {
        var parts = text.Split('#', 2);
        return !RepositoryTree.Exists(parts[0]) ? $"{parts[0]} does not exist"
            : parts.Length == 1 || HeadingAnchors.Of(MarkdownFile.Load(parts[0])).Contains(parts[1]) ? null
            : $"{parts[0]} has no anchor {parts[1]}";
    }

    private static IEnumerable<SourceFile> Sources() => RepositoryTree.Files("src", "*.cs").Select(path => new SourceFile(path, RepositoryTree.Read(path)));

    [GeneratedRegex(@"DocumentationLink\.To\(""([^""]+)""\)")]
    private static partial Regex Call();

    [GeneratedRegex(@"""[^""]*docs/[\w/-]+\.md")]
    private static partial Regex InText();

    [GeneratedRegex(@"docs/[\w/-]+\.md(?:#[\w-]+)?")]
    private static partial Regex InComment();
}
