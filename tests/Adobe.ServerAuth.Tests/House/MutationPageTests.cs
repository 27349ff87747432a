using System.Globalization;

namespace Adobe.ServerAuth.Tests.House;

// The last report on what the tests notice is checked in, and good enough.
public class MutationPageTests
{
    private static readonly string[] Core = ["Caching", "Handlers", "TokenEndpoint", "Flows"];

    private static readonly string[][] Floors =
        [.. RepositoryTree.Read("tests/mutation/floors.txt").Split('\n').Where(line => line.Length > 0 && line[0] != '#').Select(line => line.Split(' '))];

    private static readonly string[] Page = RepositoryTree.Read("docs/mutation.md").Split('\n');

    [Fact]
    public void Every_core_folder_has_a_floor_and_no_folder_is_below_its_own()
    {
        Assert.Superset(new HashSet<string>(Core), new HashSet<string>(Floors.Select(words => words[0])));
        Assert.All(Floors, words =>
        {
            var row = Page.Single(line => line.StartsWith($"| {words[0]} |", StringComparison.Ordinal)).Split('|', StringSplitOptions.TrimEntries);
            var (changes, noticed, endless, left) = (Number(row[2]), Number(row[3]), Number(row[4]), Number(row[5]));
            Assert.Equal(changes, noticed + endless + left);
            Assert.Equal(100m * (noticed + endless) / changes, Number(row[6]), 1);
            Assert.InRange(Number(row[6]), Number(words[1]), 100);
        });
    }

    [Fact]
    public void Every_change_that_is_left_is_listed_with_the_reason()
    {
        foreach (var folder in Floors.Select(words => words[0]))
        {
            var listed = Page.SkipWhile(line => line != $"<!-- Left: {folder} -->").TakeWhile(line => line != "<!-- / -->").Where(line => line.Contains(".cs:", StringComparison.Ordinal)).ToArray();
            Assert.Equal(Number(Page.Single(line => line.StartsWith($"| {folder} |", StringComparison.Ordinal)).Split('|')[5]), listed.Length);
            Findings.None(listed.Where(line => line.EndsWith("|  |", StringComparison.Ordinal)).Select(line => $"{line} has no reason"));
        }
    }

    [Fact]
    public void The_tests_that_concern_a_folder_exist() =>
        Findings.None(Floors.SelectMany(words => words.Skip(2)).Where(tests => !RepositoryTree.Exists($"tests/Adobe.ServerAuth.Tests/{tests}")));

    private static decimal Number(string text) => decimal.Parse(text, CultureInfo.InvariantCulture);
}
