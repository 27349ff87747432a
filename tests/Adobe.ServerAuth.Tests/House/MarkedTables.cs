namespace Adobe.ServerAuth.Tests.House;

// What stands between <!-- name --> and <!-- / --> of a page, where programs write.
internal static class MarkedTables
{
    private const string End = "<!-- / -->";

    public static IReadOnlyDictionary<string, IReadOnlyList<string>> Of(MarkdownFile page)
    {
        var sections = new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal);
        for (var i = 0; i < page.Lines.Count; i++)
        {
            if (page.Lines[i].StartsWith("<!-- ", StringComparison.Ordinal) && page.Lines[i] != End)
            {
                sections.Add(page.Lines[i][5..^4], [.. page.Lines.Skip(i + 1).TakeWhile(line => line != End).Where(line => line.Length > 0)]);
            }
        }

        return sections;
    }

    // The cells of the first table: of each line, and under each heading.
    public static IReadOnlyDictionary<(string Line, string Heading), string> Cells(IReadOnlyList<string> section)
    {
        var rows = section.SkipWhile(line => !line.StartsWith('|')).TakeWhile(line => line.StartsWith('|')).Select(line => line.Split('|')[1..^1].Select(cell => cell.Trim()).ToArray()).ToArray();
        return rows.Skip(2).SelectMany(row => row.Skip(1).Zip(rows[0].Skip(1), (cell, heading) => (Key: (row[0], heading), cell))).ToDictionary(pair => pair.Key, pair => pair.cell);
    }
}
