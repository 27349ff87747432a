namespace Adobe.ServerAuth.Tests.House;

public sealed class DocumentationLinkTests
{
    [Theory]
    [InlineData("[a](../LICENSE)")]
    [InlineData("[a](/global.json)")]
    [InlineData("[a](../src)")]
    [InlineData("[a](../global.json#L3-L5)")]
    [InlineData("[a](https://example.org/missing.md) and <mailto:a@example.org>")]
    [InlineData("`[a](missing.md)`")]
    [InlineData("```text\n[a](missing.md)\n```")]
    [InlineData("[a](#a-token-usetoken--twice)\n\n# A token: `UseToken` & [twice](https://example.org)")]
    [InlineData("[a](#same) [b](#same-1)\n\n## Same\n\n## Same")]
    [InlineData("[a][here]\n\n[here]: ../LICENSE")]
    [InlineData("[a](#mine)\n\n<a id=\"mine\"></a>")]
    [InlineData("[a](#010---2026-12-01)\n\n## [0.1.0] - 2026-12-01")]
    public void A_good_link_is_none(string markdown) => Assert.Empty(Broken(markdown));

    [Theory]
    [InlineData("[a](missing.md)", "missing.md does not exist")]
    [InlineData("text [a](missing.md#part \"title\") text", "missing.md#part does not exist")]
    [InlineData("[a](LICENSE)", "LICENSE does not exist")]
    [InlineData("[a](../license)", "../license does not exist")]
    [InlineData("[![a](missing.png)](../LICENSE)", "missing.png does not exist")]
    [InlineData("[a][missing]", "[missing] is defined nowhere")]
    [InlineData("[a]: missing.md", "missing.md does not exist")]
    [InlineData("<img src=\"missing.png\">", "missing.png does not exist")]
    [InlineData("[a](../../elsewhere.md)", "../../elsewhere.md leaves the repository")]
    [InlineData("[a](#missing)", "#missing names no heading there")]
    [InlineData("[a](../global.json#missing)", "../global.json#missing names no heading there")]
    public void A_broken_link_is_found(string markdown, string finding) =>
        Assert.Equal([$"docs/planted.md:1: {finding}"], Broken(markdown));

    [Fact]
    public void A_heading_inside_a_code_block_is_no_target() => Assert.Equal(
        ["docs/planted.md:5: #not-a-heading names no heading there"], Broken("```sh\n# Not a heading\n```\n\n[a](#not-a-heading)"));

    private static IEnumerable<string> Broken(string markdown) => MarkdownLinks.Broken(new("docs/planted.md", markdown));
}
