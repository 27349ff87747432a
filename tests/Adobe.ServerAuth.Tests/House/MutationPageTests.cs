using System.Globalization;

namespace Adobe.ServerAuth.Tests.House;

// The last report on what the tests notice is checked in, and good enough.
public class MutationPageTests
{
    // folder, floor, tests
    private static readonly string[][] Folders =
        [.. RepositoryTree.Read("tests/mutation/floors.txt").Split('\n').Where(line => line.Length > 0 && line[0] != '#').Select(line => line.Split(' '))];

    private static readonly string[] Page = RepositoryTree.Read("docs/mutation.md").Split('\n');

    [Fact]
    public void No_folder_is_below_its_floor() => Assert.All(Folders, words =>
    {
        var row = Row(words[0]);
        var (changes, noticed, endless, left) = (Number(row[2]), Number(row[3]), Number(row[4]), Number(row[5]));
        Assert.Equal(changes, noticed + endless + left);
        Assert.Equal(100m * (noticed + endless) / changes, Number(row[6]), 1);
        Assert.InRange(Number(row[6]), Number(words[1]), 100);
    });

    [Fact]
    public void Every_folder_of_the_core_is_measured() =>
        Assert.Equal(["Caching", "Handlers", "TokenEndpoint", "Flows"], Folders.Select(words => words[0]));

    [Fact]
    public void Every_change_that_is_left_is_listed_with_the_reason() =>
        Assert.All(Folders, words =>
        {
            var listed = Page.SkipWhile(line => line != $"<!-- Left: {words[0]} -->").TakeWhile(line => line != "<!-- / -->").Where(line => line.Contains(".cs:", StringComparison.Ordinal)).ToArray();
            Assert.Equal(Number(Row(words[0])[5]), listed.Length);
            Findings.None(listed.Where(line => line.EndsWith("|  |", StringComparison.Ordinal)).Select(line => $"{line} has no reason"));
        });

    private static string[] Row(string folder) => Page.Single(line => line.StartsWith($"| {folder} |", StringComparison.Ordinal)).Split('|', StringSplitOptions.TrimEntries);

    private static decimal Number(string text) => decimal.Parse(text, CultureInfo.InvariantCulture);
}
