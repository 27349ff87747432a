namespace Adobe.ServerAuth.Tests.House;

// A table of a page: its headings, and the cells of its rows with the lines they stand in, from 1.
internal sealed record MarkdownTable(IReadOnlyList<string> Headings, IReadOnlyList<(int Line, IReadOnlyList<string> Cells)> Rows)
{
    public static IEnumerable<MarkdownTable> Of(MarkdownFile page)
    {
        var lines = MarkdownBlocks.Prose(page).ToArray();
        for (var i = 0; i < lines.Length; i++)
        {
            var table = lines.Skip(i).TakeWhile(line => line.Text.StartsWith('|')).ToArray();
            if (table.Length > 2)
            {
                yield return new MarkdownTable(Cells(table[0].Text), [.. table.Skip(2).Select(line => (line.Number, Cells(line.Text)))]);
            }

            i += table.Length;
        }
    }

    private static IReadOnlyList<string> Cells(string line) => [.. line.Split('|')[1..^1].Select(cell => cell.Trim())];
}
