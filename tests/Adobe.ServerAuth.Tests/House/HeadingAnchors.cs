using System.Text.RegularExpressions;

namespace Adobe.ServerAuth.Tests.House;

// The anchors that GitHub gives to the headings of a document, and those a document sets itself.
internal static partial class HeadingAnchors
{
    public static IReadOnlySet<string> Of(MarkdownFile file)
    {
        var anchors = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (_, line) in MarkdownBlocks.Prose(file))
        {
            anchors.UnionWith(Explicit().Matches(line).Select(match => match.Groups["id"].Value));
            if (Heading().Match(line) is { Success: true } heading)
            {
                var slug = Slug(heading.Groups["text"].Value);
                var repeats = Enumerable.Range(1, int.MaxValue).Select(n => $"{slug}-{n}");
                anchors.Add(repeats.Prepend(slug).First(name => !anchors.Contains(name)));
            }
        }

        return anchors;
    }

    private static string Slug(string heading) =>
        Dropped().Replace(Link().Replace(heading, "${text}").ToLowerInvariant(), "").Trim().Replace(' ', '-');

    [GeneratedRegex(@"^\s{0,3}#{1,6}\s+(?<text>.+?)\s*#*\s*$")]
    private static partial Regex Heading();

    [GeneratedRegex(@"!?\[(?<text>[^\]]*)\](?:\([^)]*\)|\[[^\]]*\])")]
    private static partial Regex Link();

    [GeneratedRegex(@"<[^>]+>|[^\p{L}\p{N}\p{M}_ -]")]
    private static partial Regex Dropped();

    [GeneratedRegex(@"<a\s+(?:id|name)\s*=\s*[""'](?<id>[^""']+)")]
    private static partial Regex Explicit();
}
