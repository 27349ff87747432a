using System.Text.RegularExpressions;

namespace Adobe.ServerAuth.PackageTests.Packages;

/// <summary>What a packed page links to, and what a text names: a page of the package, and perhaps an anchor.</summary>
internal static partial class PageLinks
{
    public static IEnumerable<(string Page, string? Anchor)> Of(string page, string text) =>
        from match in Link().Matches(Code().Replace(text, "")).AsEnumerable()
        let target = match.Groups["target"].Value
        where !target.Contains("://", StringComparison.Ordinal) && !target.StartsWith("mailto:", StringComparison.Ordinal)
        let parts = target.Split('#', 2)
        select (parts[0].Length == 0 ? page : Resolve(page, parts[0]), parts.Length == 2 ? parts[1] : null);

    public static IEnumerable<(string Page, string? Anchor)> NamedIn(string text) =>
        Path().Matches(text).Select(match => (match.Groups["page"].Value, match.Groups["anchor"] is { Success: true } anchor ? anchor.Value : null));

    public static IReadOnlySet<string> Anchors(string text)
    {
        var anchors = Id().Matches(text).Select(match => match.Groups["id"].Value).ToHashSet();
        foreach (var slug in Heading().Matches(Fence().Replace(text, "")).Select(match => Dropped().Replace(match.Groups["text"].Value.ToLowerInvariant(), "").Trim().Replace(' ', '-')))
        {
            anchors.Add(slug);
        }

        return anchors;
    }

    private static string Resolve(string page, string target)
    {
        var parts = page.Split('/')[..^1].ToList();
        foreach (var part in target.Split('/'))
        {
            if (part == "..")
            {
                parts.RemoveAt(parts.Count - 1);
            }
            else
            {
                parts.Add(part);
            }
        }

        return string.Join('/', parts);
    }

    [GeneratedRegex(@"\]\((?<target>[^)\s]+)[^)]*\)")]
    private static partial Regex Link();

    [GeneratedRegex(@"(?ms)^\s*```.*?^\s*```|`[^`\n]*`")]
    private static partial Regex Code();

    [GeneratedRegex(@"(?ms)^\s*```.*?^\s*```")]
    private static partial Regex Fence();

    [GeneratedRegex(@"(?<page>docs/[\w/-]+\.md)(?:#(?<anchor>[\w-]+))?")]
    private static partial Regex Path();

    [GeneratedRegex(@"<a id=""(?<id>[^""]+)""")]
    private static partial Regex Id();

    [GeneratedRegex(@"(?m)^#{1,6}\s+(?<text>.+?)\s*$")]
    private static partial Regex Heading();

    [GeneratedRegex(@"<[^>]+>|[^\p{L}\p{N}\p{M}_ -]")]
    private static partial Regex Dropped();
}
