using System.Text.RegularExpressions;

namespace Adobe.ServerAuth.Tests.House;

// Splits a document into fenced blocks and prose. Fences may be indented, quoted or opened on the line of a list item.
internal static partial class MarkdownBlocks
{
    public static IReadOnlyList<MarkdownBlock> Of(MarkdownFile file)
    {
        var blocks = new List<MarkdownBlock>();
        for (var i = 0; i < file.Lines.Count; i++)
        {
            if (Opening().Match(file.Lines[i]) is { Success: true } opening)
            {
                var start = i + 1;
                i = Closing(file.Lines, start, opening.Groups["fence"].Value);
                var content = file.Lines.Skip(start).Take(i - start).Select(line => Content(line, opening.Groups["prefix"].Value));
                blocks.Add(new(file.Path, start + 1, Language(opening), [.. content]));
            }
        }

        return blocks;
    }

    // The lines with their numbers, from 1, that belong to no block.
    public static IEnumerable<(int Number, string Text)> Prose(MarkdownFile file)
    {
        var code = Of(file).SelectMany(block => Enumerable.Range(block.FirstLine - 1, block.Lines.Count + 2)).ToHashSet();
        return file.Lines.Index().Select(line => (line.Index + 1, line.Item)).Where(line => !code.Contains(line.Item1));
    }

    public static IEnumerable<string> WithoutLanguage(IEnumerable<MarkdownBlock> blocks) => blocks
        .Where(block => block.Language.Length == 0)
        .Select(block => $"{block.Place(-1)}: the block names no language; plain text is ```text");

    private static string Language(Match opening) => opening.Groups["info"].Value.Trim().Split(' ', ',', '{', ':')[0].ToLowerInvariant();

    private static int Closing(IReadOnlyList<string> lines, int start, string fence)
    {
        var end = start;
        while (end < lines.Count && !Closes(lines[end].Trim(' ', '\t', '>'), fence))
        {
            end++;
        }

        return end;
    }

    private static bool Closes(string line, string fence) => line.Length >= fence.Length && line.All(c => c == fence[0]);

    private static string Content(string line, string prefix)
    {
        var text = prefix.Contains('>') ? Quote().Replace(line, "") : line;
        var indent = text.Length - text.TrimStart().Length;
        return text[Math.Min(indent, prefix.Replace(">", "", StringComparison.Ordinal).Length)..];
    }

    [GeneratedRegex(@"^(?<prefix>[\s>]*(?:(?:[-*+]|\d+[.)])\s+)*)(?<fence>`{3,}|~{3,})(?<info>[^`]*)$")]
    private static partial Regex Opening();

    [GeneratedRegex(@"^\s*(?:>\s?)+")]
    private static partial Regex Quote();
}
