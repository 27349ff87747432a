using System.Text.RegularExpressions;

namespace Adobe.ServerAuth.Tests.House;

// The tables of a page whose columns are key (or option), type, default and rule.
internal static partial class OptionTables
{
    public static IReadOnlyList<OptionRow> Rows(MarkdownFile page)
    {
        var rows = new List<OptionRow>();
        var isTable = false;
        string? prefix = null;
        foreach (var (number, line) in MarkdownBlocks.Prose(page))
        {
            if (line.StartsWith('#'))
            {
                prefix = null;
            }
            else if (Environment().Match(line) is { Success: true } environment)
            {
                prefix = environment.Groups[1].Value;
            }

            isTable = line.StartsWith('|') && (isTable || Head().IsMatch(line));
            if (isTable && Row().Match(line) is { Success: true } row)
            {
                rows.Add(new OptionRow($"{page.Path}:{number}", prefix, row.Groups[1].Value, row.Groups[2].Value, row.Groups[3].Value, row.Groups[4].Value));
            }
        }

        return rows;
    }

    [GeneratedRegex(@"^In the environment: `(AdobeServerAuth__(?:\w+__)?)` and the key\.$")]
    private static partial Regex Environment();

    [GeneratedRegex(@"^\| (?:key|option) \| type \| default \| rule \|$")]
    private static partial Regex Head();

    [GeneratedRegex(@"^\| `(\w+)` \| (.*?) \| (.*?) \| (.*) \|$")]
    private static partial Regex Row();
}
