namespace Adobe.ServerAuth.Benchmarks.Report;

// The first table of a section, with its first column of text and two of numbers: those that hold on other machines.
internal static class ExcerptTable
{
    private const int Columns = 3;

    public static IEnumerable<string> Of(IEnumerable<string> section) => section
        .SkipWhile(line => !line.StartsWith('|'))
        .TakeWhile(line => line.StartsWith('|'))
        .Select(line => string.Join('|', line.Split('|').Take(Columns + 1)) + "|");
}
