namespace Adobe.ServerAuth.Tests.House;

public sealed class SecurityPageTests
{
    private const string Row = "| H3 | A `Host` header";

    private static readonly MarkdownFile Page = MarkdownFile.Load("SECURITY.md");

    [Fact]
    public void The_threat_model_names_tests_that_there_are_and_says_where_there_is_none() => Findings.None(SecurityPage.Failures(Page));

    [Fact]
    public void The_threat_model_has_assets_and_threats()
    {
        var tables = MarkdownTable.Of(Page).ToLookup(table => table.Headings[^1]);

        Assert.InRange(Assert.Single(tables["threats"]).Rows.Count, 10, 20);
        Assert.InRange(tables["shown by"].Sum(table => table.Rows.Count), 40, 80);
    }

    [Theory]
    [InlineData("`SealTests.No_name_can_be_made_without_the_secret`", "`SealTests.No_name_can_be_made`", "SealTests has no test No_name_can_be_made")]
    [InlineData("`SealTests.No_name_can_be_made_without_the_secret`", "`SealTests.Dispose`", "SealTests has no test Dispose")]
    [InlineData("`RedisContentTests.", "`RedisSecretTests.", "there is no class RedisSecretTests")]
    [InlineData("`RedisContentTests.Nothing_in_Redis_tells_anything_and_everything_ends`", "`RedisContentTests`", "RedisContentTests names no test of its own")]
    [InlineData("`RedisContentTests.Nothing_in_Redis_tells", "`Nothing_in_Redis_tells", "Nothing_in_Redis_tells_anything_and_everything_ends names no class")]
    [InlineData("`HostHeaderTests.A_foreign_name_is_blocked_also_where_the_address_is_known_by_then`", "its tests", "(H3) names no test, and does not say so")]
    [InlineData(Row, "| H2 | A `Host` header", "there are two threats H2")]
    [InlineData(Row, "| H9 | A `Host` header", "no asset is threatened by H9")]
    [InlineData(Row, "| H9 | A `Host` header", "there is no threat 'H3'")]
    public void A_page_that_is_not_true_is_found(string text, string planted, string failure)
    {
        Assert.Contains(text, Page.Text, StringComparison.Ordinal);

        var found = SecurityPage.Failures(new MarkdownFile(Page.Path, Page.Text.Replace(text, planted, StringComparison.Ordinal)));

        Assert.Contains(found, one => one.EndsWith(failure, StringComparison.Ordinal));
    }
}
