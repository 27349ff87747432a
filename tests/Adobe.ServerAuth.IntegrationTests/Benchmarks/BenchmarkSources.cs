using System.Text.RegularExpressions;

namespace Adobe.ServerAuth.IntegrationTests.Benchmarks;

/// <summary>What the sources of the benchmarks say there is, whatever the program finds.</summary>
internal static partial class BenchmarkSources
{
    /// <summary>As <c>Class.Method</c>; what an abstract class has, the classes have that derive from it.</summary>
    public static IReadOnlyList<string> Names(string project)
    {
        var methods = new Dictionary<string, IReadOnlyList<string>>();
        var (bases, isAbstract) = (new Dictionary<string, string>(), new HashSet<string>());
        foreach (var path in Directory.EnumerateFiles(project, "*.cs", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
        {
            var (text, name) = (File.ReadAllText(path), Path.GetFileNameWithoutExtension(path));
            var found = Benchmark().Matches(text).Select(match => match.Groups["method"].Value).ToList();
            Assert.True(found.Count == Attribute().Count(text), $"{name} has a benchmark that this test does not understand.");
            methods[name] = found;
            if (Class().Match(text) is { Success: true } declaration)
            {
                bases[name] = declaration.Groups["base"].Value;
                _ = declaration.Groups["abstract"].Success && isAbstract.Add(name);
            }
        }

        return [.. methods.Keys.Where(name => !isAbstract.Contains(name)).SelectMany(name => Of(name).Select(method => $"{name}.{method}"))];

        IEnumerable<string> Of(string name) => methods.TryGetValue(name, out var own) ? own.Concat(bases.TryGetValue(name, out var parent) ? Of(parent) : []) : [];
    }

    [GeneratedRegex(@"^public (?<abstract>abstract )?class \w+(?: : (?<base>\w+))?\s*$", RegexOptions.Multiline)]
    private static partial Regex Class();

    [GeneratedRegex(@"^\s*\[Benchmark\b", RegexOptions.Multiline)]
    private static partial Regex Attribute();

    [GeneratedRegex(@"^\s*\[Benchmark\b.*\r?\n(?:\s*\[.*\r?\n)*\s*public [^\r\n(]*?(?<method>\w+)\(", RegexOptions.Multiline)]
    private static partial Regex Benchmark();
}
