namespace Adobe.ServerAuth.Tests.House;

public sealed class ComparisonPageTests
{
    private static readonly MarkdownFile Page = MarkdownFile.Load("docs/comparison.md");
    private static readonly MarkdownFile Benchmarks = MarkdownFile.Load("docs/benchmarks.md");

    public static TheoryData<string> Sections => [.. MarkedTables.Of(Page).Keys.Where(name => name != "Environment")];

    [Fact]
    public void The_comparison_has_the_numbers_of_the_benchmarks_and_no_others() => Findings.None(ComparisonPage.Failures(Page, Benchmarks));

    // The report of the benchmarks writes these; without its place it would end in an exception after all was measured.
    [Fact]
    public void The_comparison_has_a_place_for_each_of_its_tables() =>
        Assert.Equal(["Environment", "WarmToken", "ColdFetch", "ApiRequest", "IdleCredentialMemory"], MarkedTables.Of(Page).Keys);

    [Theory]
    [MemberData(nameof(Sections))]
    public void A_number_that_is_not_that_of_the_benchmarks_is_found(string section)
    {
        var row = MarkedTables.Of(Page)[section].Last(line => line.StartsWith('|'));
        var planted = row.Insert(row.LastIndexOf('|') - 1, "0");

        Assert.Contains(Failures(row, planted), failure => failure.Contains(", and in the benchmarks ", StringComparison.Ordinal));
        Assert.Contains(Failures(row + "\n", ""), failure => failure.Contains($"{section} lacks the line ", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("<!-- ColdFetch -->", "<!-- ColdFetches -->", "ColdFetches is no table of the benchmarks")]
    [InlineData("; MSAL ", "; MSAL 3 and ", "Environment should be: ")]
    [InlineData("A token that is there:", "A token that is there costs 6 ns:", "has a figure outside of the tables: 6 ns")]
    [InlineData("A token that is there:", "A token that is there is 50 times as cheap:", "has a figure outside of the tables: 50 times")]
    [InlineData("`While_renewals_fail_callers", "`While_renewals_succeed_callers", "there is no test While_renewals_succeed_callers")]
    [InlineData("*.Two_hundred_parallel", "*.Three_hundred_parallel", "there is no test Three_hundred_parallel")]
    public void A_page_that_is_not_true_is_found(string text, string planted, string failure) =>
        Assert.Contains(Failures(text, planted), found => found.Contains(failure, StringComparison.Ordinal));

    private static IEnumerable<string> Failures(string text, string planted)
    {
        Assert.Contains(text, Page.Text, StringComparison.Ordinal);
        return ComparisonPage.Failures(new MarkdownFile(Page.Path, Page.Text.Replace(text, planted, StringComparison.Ordinal)), Benchmarks);
    }
}
