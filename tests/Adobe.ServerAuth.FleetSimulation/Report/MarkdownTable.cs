namespace Adobe.ServerAuth.FleetSimulation.Report;

// The first column is text, the others are numbers.
internal static class MarkdownTable
{
    public static string Head(params string[] head) => Line(head) + "\n|---|" + string.Concat(Enumerable.Repeat("---:|", head.Length - 1));

    public static string Line(params string[] cells) => $"| {string.Join(" | ", cells)} |";
}
