using System.Text.RegularExpressions;

namespace Adobe.ServerAuth.IntegrationTests.Benchmarks;

/// <summary>What the sources of the benchmarks say there is, whatever the program finds.</summary>
internal static partial class BenchmarkSources
{
    /// <summary>As <c>Class.Method</c>.</summary>
    public static IReadOnlyList<string> Names(string project)
    {
        var names = new List<string>();
        foreach (var path in Directory.EnumerateFiles(project, "*.cs", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
        {
            var text = File.ReadAllText(path);
            var found = Benchmark().Matches(text).Select(match => $"{Path.GetFileNameWithoutExtension(path)}.{match.Groups["method"].Value}").ToList();
            Assert.True(found.Count == Attribute().Count(text), $"{Path.GetFileName(path)} has a benchmark that this test does not understand.");
            names.AddRange(found);
        }

        return names;
    }

    [GeneratedRegex(@"^\s*\[Benchmark\b", RegexOptions.Multiline)]
    private static partial Regex Attribute();

    [GeneratedRegex(@"^\s*\[Benchmark\b.*\r?\n(?:\s*\[.*\r?\n)*\s*public [^\r\n(]*?(?<method>\w+)\(", RegexOptions.Multiline)]
    private static partial Regex Benchmark();
}
