namespace Adobe.ServerAuth.Tests.House;

public sealed class DocumentationJsonTests
{
    [Fact]
    public void A_section_with_comments_and_trailing_commas_is_read() => Assert.Empty(Failures("""
        {
          "AdobeServerAuth": {
            "ClientId": "a", // from the console
            "Scopes": [ "openid", "AdobeID", ],
            "Cache": { "RefreshJitter": "00:01:00" },
          },
        }
        """));

    [Fact]
    public void Other_json_is_only_parsed() => Assert.Empty(Failures("""{ "access_token": "a", "ClientSecrte": 1 }"""));

    [Fact]
    public void A_misspelt_key_is_found() => Assert.Equal(
        ["docs/planted.md:4: AdobeServerAuth:ClientSecrte is not a known key: did you mean ClientSecret?"],
        Failures("""{ "AdobeServerAuth": { "ClientSecrte": "a" } }"""));

    [Fact]
    public void A_named_credential_is_read_like_the_default_one() => Assert.Equal(
        ["docs/planted.md:4: AdobeServerAuth:analytics:ClientSecrte is not a known key: did you mean ClientSecret?"],
        Failures("""{ "AdobeServerAuth": { "ClientId": "a", "analytics": { "ClientId": "b", "ClientSecrte": "c" } } }"""));

    [Fact]
    public void A_value_of_the_wrong_kind_is_found() => Assert.Matches(
        "^docs/planted.md:4: AdobeServerAuth:Cache:RefreshJitter ",
        Assert.Single(Failures("""{ "adobeServerAuth": { "Cache": { "RefreshJitter": "soon" } } }""")));

    [Fact]
    public void A_key_set_twice_is_found() => Assert.Matches(
        "^docs/planted.md:4: .*ClientId", Assert.Single(Failures("""{ "AdobeServerAuth": { "clientid": "a", "ClientId": "b" } }""")));

    [Fact]
    public void Broken_json_is_found_with_its_line() =>
        Assert.Matches("^docs/planted.md:6: ", Assert.Single(Failures("{\n  \"a\": 1,\n  ...\n}")));

    private static IEnumerable<string> Failures(string json) =>
        JsonBlocks.Failures(Assert.Single(MarkdownBlocks.Of(new("docs/planted.md", $"# Planted\n\n```json\n{json}\n```\n"))));
}
