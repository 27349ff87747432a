using System.Reflection;
using System.Text.RegularExpressions;

namespace Adobe.ServerAuth.Tests.House;

// Compares the page that compares with what it goes by: the benchmarks, and the tests that it names.
internal static partial class ComparisonPage
{
    public static IEnumerable<string> Failures(MarkdownFile page, MarkdownFile benchmarks) =>
        Tables(MarkedTables.Of(page), MarkedTables.Of(benchmarks)).Concat(Prose(page)).Concat(Tests(page)).Select(failure => $"{page.Path}: {failure}");

    private static IEnumerable<string> Tables(IReadOnlyDictionary<string, IReadOnlyList<string>> written, IReadOnlyDictionary<string, IReadOnlyList<string>> measured)
    {
        foreach (var (name, lines) in written)
        {
            if (!measured.TryGetValue(name, out var source))
            {
                yield return $"{name} is no table of the benchmarks";
                continue;
            }

            var (cells, known) = (MarkedTables.Cells(lines), MarkedTables.Cells(source));
            if (cells.Count == 0 && !lines.SequenceEqual(source))
            {
                yield return $"{name} should be: {string.Join(' ', source)}";
            }

            foreach (var (place, cell) in cells.Where(cell => known.GetValueOrDefault(cell.Key) != cell.Value))
            {
                yield return $"{name}, {place.Line}, {place.Heading}: {cell}, and in the benchmarks {known.GetValueOrDefault(place) ?? "nothing"}";
            }

            // Whoever leaves a line out can make any of them shine.
            foreach (var line in known.Keys.Select(key => key.Line).Except(cells.Keys.Select(key => key.Line)).Where(_ => cells.Count > 0))
            {
                yield return $"{name} lacks the line {line}";
            }
        }
    }

    private static IEnumerable<string> Prose(MarkdownFile page)
    {
        var isMarked = false;
        foreach (var (number, line) in MarkdownBlocks.Prose(page))
        {
            isMarked = line == "<!-- / -->" ? false : isMarked || line.StartsWith("<!-- ", StringComparison.Ordinal);
            if (!isMarked && Figure().Match(line) is { Success: true } figure)
            {
                yield return $"line {number} has a figure outside of the tables: {figure.Value}";
            }
        }
    }

    private static IEnumerable<string> Tests(MarkdownFile page)
    {
        var tests = typeof(ComparisonPage).Assembly.GetTypes().SelectMany(type => type.GetMethods()).Where(method => method.GetCustomAttributes<FactAttribute>().Any()).Select(method => method.Name).ToHashSet();
        return TestName().Matches(page.Text).Select(name => name.Groups[1].Value).Distinct().Where(name => !tests.Contains(name)).Select(name => $"there is no test {name}");
    }

    [GeneratedRegex(@"\d[\d,.]*\s?(?:ns|µs|ms|B|kB|bytes|%|times)(?!\w)")]
    private static partial Regex Figure();

    [GeneratedRegex(@"(?:`|\*\.)([A-Z][A-Za-z0-9]*(?:_\w+)+)[`""]")]
    private static partial Regex TestName();
}
