namespace Adobe.ServerAuth.Benchmarks.Report;

// The first column is text, the others are numbers.
internal static class MarkdownTable
{
    public static IEnumerable<string> Of(IReadOnlyList<string> head, IEnumerable<IReadOnlyList<string>> rows) =>
        rows.Select(Line).Prepend("|---|" + string.Concat(Enumerable.Repeat("---:|", head.Count - 1))).Prepend(Line(head));

    private static string Line(IReadOnlyList<string> cells) => $"| {string.Join(" | ", cells)} |";
}
