using Adobe.ServerAuth.TokenEndpoint;

namespace Adobe.ServerAuth.Tests.House;

// The catalogue in the code and the page that people read are one.
public class TroubleshootingTests
{
    [Fact]
    public void The_page_on_troubleshooting_has_the_same_rows()
    {
        var page = RepositoryTree.Read("docs/troubleshooting.md");
        var written = page.Split('\n').Where(line => line.StartsWith("| <a id=", StringComparison.Ordinal) && line.Count(c => c == '|') == 7).ToArray();

        var rows = FailureCatalogue.Answers.Concat(FailureCatalogue.Others).Select(Line).ToArray();
        Assert.True(rows.SequenceEqual(written), "The rows of docs/troubleshooting.md should be these:\n" + string.Join('\n', rows));
    }

    private static string Line(FailureCase row)
    {
        var seen = row.Seen ?? string.Join("; ", new[] { Codes(row), row.Says is null ? null : $"the description has \"{row.Says}\"" }.OfType<string>());
        var again = row.Retry switch { RetryAdvice.Never => "no", RetryAdvice.Once => "once", _ => "yes" };
        return $"| <a id=\"{row.Id}\"></a>`{row.Id}` | {Status(row)} | {seen} | {row.Why} | {row.Remedy} | {again} |";
    }

    private static string? Codes(FailureCase row) => row.WithoutWords ? "no `error`" : row.Codes.Count == 0 ? null : string.Join(" or ", row.Codes.Select(code => $"`{code}`"));

    private static string Status(FailureCase row) => (row.LowestStatus, row.HighestStatus) switch
    {
        (0, int.MaxValue) => "",
        (0, var highest) => $"to {highest}, but 200",
        (var lowest, int.MaxValue) => $"from {lowest}",
        var (lowest, highest) => lowest == highest ? $"{lowest}" : $"{lowest} to {highest}",
    };
}
