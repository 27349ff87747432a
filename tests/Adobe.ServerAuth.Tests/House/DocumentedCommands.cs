using System.Text.RegularExpressions;

namespace Adobe.ServerAuth.Tests.House;

// What pages tell to run: the projects, scripts, classes and methods that they name.
internal static partial class DocumentedCommands
{
    private static readonly Lazy<string[]> Tests = new(() => [.. RepositoryTree.Files("tests", "*Tests.cs")]);
    private static readonly Lazy<string> Methods = new(() => string.Join('\n', Tests.Value.SelectMany(file => File.ReadLines(Path.Combine(RepositoryTree.Root, file)).Where(line => line.Contains("public ", StringComparison.Ordinal)))));

    public static IEnumerable<string> Failures(MarkdownFile page) =>
        from line in page.Lines.Index()
        from failure in Projects(line.Item).Concat(Scripts(line.Item)).Concat(Classes(line.Item)).Concat(Named(line.Item))
        select $"{page.Path}:{line.Index + 1}: {failure}";

    private static IEnumerable<string> Projects(string line) => Names(Project(), line)
        .Where(name => !RepositoryTree.Files(name, "*.csproj").Any()).Select(name => $"{name} is no project");

    private static IEnumerable<string> Scripts(string line) => Names(Script(), line)
        .Where(name => !RepositoryTree.Exists(name)).Select(name => $"there is no {name}");

    private static IEnumerable<string> Classes(string line) => Names(Class(), line)
        .Where(name => !Tests.Value.Any(file => file.EndsWith(name + ".cs", StringComparison.Ordinal))).Select(name => $"no class of tests ends with {name}");

    private static IEnumerable<string> Named(string line) => Names(Method(), line)
        .Where(name => !Methods.Value.Contains($" {name}(", StringComparison.Ordinal)).Select(name => $"there is no test {name}");

    private static IEnumerable<string> Names(Regex pattern, string line) => pattern.Matches(line).Select(match => match.Groups[1].Value);

    [GeneratedRegex(@"--project ([\w./-]+)")]
    private static partial Regex Project();

    [GeneratedRegex(@"(?<![\w/.-])((?:tests/|\.ci/)[\w/-]+(?:\.sh)?)(?=[`\s])(?<=\.sh|\.ci/\w+)")]
    private static partial Regex Script();

    [GeneratedRegex(@"-class ""\*\.?(\w+)""")]
    private static partial Regex Class();

    [GeneratedRegex(@"-method ""\*\.(\w+)""")]
    private static partial Regex Method();
}
