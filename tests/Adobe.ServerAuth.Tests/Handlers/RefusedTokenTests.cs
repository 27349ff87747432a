using System.Net;
using System.Text;
using Adobe.ServerAuth.Handlers;
using Adobe.ServerAuth.Testing;
using CsCheck;

namespace Adobe.ServerAuth.Tests.Handlers;

/// <summary>Which answers ask for a new token: the tables of docs/ims-protocol.md 12.1 and 12.2.</summary>
public class RefusedTokenTests
{
    // status, code, whether it renews
    private static readonly (int Status, string Code, bool Renews)[] Codes =
    [
        (401, "401013", true),
        (401, "401014", false),
        (401, "401015", false),
        (401, "403020", true),
        (401, "500000", true),
        (403, "403000", false),
        (403, "403003", false),
        (403, "403010", false),
        (403, "403011", false),
        (403, "403012", false),
        (403, "403013", false),
        (403, "403020", true),
        (403, "403023", false),
        (403, "403024", false),
        (403, "403025", false),
        (403, "403027", false),
        (403, "503020", false),
        (403, "401013", false),
        (403, "401014", false),
        (400, "400003", false),
        (429, "429001", false),
        (429, "429002", false),
        (429, "429050", false),
        (503, "503000", false),
        (503, "503010", false),
        (503, "503030", false),
        (503, "503071", false),
        (200, "401013", false),
        (400, "401013", false),
        (404, "403020", false),
        (407, "401013", false),
        (500, "403020", false),
    ];

    // The places of a code that are known, or likely enough; # is the code.
    private static readonly string[] Shapes =
    [
        """{"error_code":"#","message":"A message"}""",
        """{"error_code":#,"message":"A message"}""",
        """{"error_code":#}""",
        """{"title":"ErrTitle","status":401,"error_code":#,"message":"A message"}""",
        """{"message":"A message","errorcode":"#"}""",
        """{"errorCode":#}""",
        """{"error":{"code":"Forbidden","message":"A message","details":{"error_code":"#"}}}""",
        """{"error":{"code":"Forbidden","message":"A message","details":{"error_code":#}}}""",
        """{"errors":[{"id":"1","status":"0"},{"id":"2","code":"#"}]}""",
        """{"errors":[{"id":1},{"code":#}]}""",
        """["#"]""",
        "[0, #]",
        """{"message":"#: A message"}""",
        """{"message":"A message (#)."}""",
        "  \r\n\t{ \"error_code\" : \"#\" , }",
        "/* A comment */ {\"error_code\":#}",
        """{"details":{"a":1,},"error_code":#}""",
        "\uFEFF{\"error_code\":#}",
        """{"error_code":"\u0034#"}""",
    ];

    public static TheoryData<int, string, bool> InEveryShape
    {
        get
        {
            var rows = new TheoryData<int, string, bool>();
            foreach (var (status, code, renews) in Codes)
            {
                foreach (var shape in Shapes)
                {
                    // An escaped first digit, where all codes that count begin with the same.
                    rows.Add(status, shape.Replace(@"\u0034#", code[0] == '4' ? @"\u0034" + code[1..] : code, StringComparison.Ordinal).Replace("#", code, StringComparison.Ordinal), renews);
                }
            }

            return rows;
        }
    }

    // status, body, challenge, whether it renews
    public static TheoryData<int, string, string?, bool> Products => new()
    {
        { 401, "", null, true },
        { 403, "", null, false },
        { 401, """{"error_code":"401013","message":"Oauth token is not valid"}""", null, true },
        { 401, """{"title":"ErrInvalidOauthToken","status":401,"error_code":401013,"message":"Oauth token is not valid"}""", null, true },
        { 401, """{"error_code":"401014","message":"Token not allowed in the current context"}""", null, false },
        { 401, """{"error_code":"401015","message":"Scope mismatch"}""", null, false },
        { 403, """{"error_code":"403010","message":"Oauth token is missing."}""", null, false },
        { 403, """{"error_code":"403020","message":"Oauth token missing or invalid"}""", null, true },
        { 403, """{"error":{"code":"Forbidden","message":"Client ID is invalid","details":{"error_code":"403003"}}}""", null, false },
        { 401, "", "Bearer realm=\"JIL\", error=\"invalid_token\", error_description=\"The access token is invalid\"", true },
        { 401, "", "Bearer", true },
        { 401, "", "Bearer error=\"insufficient_scope\", scope=\"read\"", false },
        { 401, "", "BEARER ERROR=\"INSUFFICIENT_SCOPE\"", false },
        { 401, "", "Basic realm=\"x\", Bearer error=\"insufficient_scope\"", false },
        { 401, """{"error_code":"401013"}""", "Bearer error=\"insufficient_scope\"", false },
        { 401, """{"error_code":"401014"}""", "Bearer error=\"invalid_token\"", false },
        { 403, "", "Bearer error=\"insufficient_scope\"", false },
        { 403, "", "Bearer error=\"invalid_token\"", false },
        { 403, "", "Bearer error=\"invalid_token\", error_description=\"403020\"", true },
        { 401, """{"lastPage":false,"result":"error.unauthorized","message":"Failed to authenticate provided token"}""", null, true },
        { 401, """{"errorCode":"invalid_token","errorDescription":"IMS token failed IMS Facade token validation","errorId":"auth-1"}""", null, true },
        { 500, """{"errorCode":"internal","errorDescription":"IMS org lookup failed"}""", null, false },
        { 401, """{"errors":[{"id":"1","status":"401","title":"Oauth token is not valid","code":"oauth-token-invalid","meta":{"request_id":"2"}}]}""", null, true },
        { 401, """{"errors":[{"id":"1","status":"401","title":"No available orgs","code":"no-available-orgs"}]}""", null, false },
        { 403, """{"type":"https://api.adobeaemcloud.com/adobe/meta/errors/forbidden","title":"Forbidden","status":403,"detail":"The access token is missing required scopes."}""", null, false },
        { 401, """{"message":"The consumer isn't authorized to access %resources."}""", null, false },
        { 401, """{"message":"The consumer isn\u0027t authorized to access Magento_Sales::sales."}""", null, false },
        { 403, """{"message":"The consumer isn't authorized to access %resources."}""", null, false },
        { 401, """{"error":"insufficient_scope"}""", null, false },
        { 401, """{"sdkDetails":{},"message":"401 - Unauthorized","error_code":"401013"}""", null, true },

        // What no new token cures counts more, wherever it stands.
        { 403, """{"errors":["403020","401015"]}""", null, false },
        { 403, """{"errors":["401015","403020"]}""", null, false },
        { 401, """{"errors":["401013","401014"]}""", null, false },
        { 403, """{"message":"403020, 401015"}""", null, false },
        { 403, """{"message":"401015, 403020"}""", null, false },
    };

    // What only looks like a code that decides.
    public static TheoryData<string> Lookalikes =>
    [
        """{"error_code":1401014}""",
        """{"error_code":4010140}""",
        """{"error_code":"1401014"}""",
        """{"error_code":"4010140"}""",
        """{"error_code":"14010141401014"}""",
        """{"error_code":-401014}""",
        """{"error_code":401014.5}""",
        """{"error_code":40101400000000000000000000}""",
        """{"error_code":"40101"}""",
        """{"error_code":"401 014"}""",
        """{"id":"0b401014"}""",
        """{"id":"4f2d91c7-30ab-401014c55e1f"}""",
        """{"401014":"a name"}""",
        """{"error_code":"４０１０１４"}""",
        """{"code":"available-orgs"}""",
    ];

    [Theory]
    [MemberData(nameof(InEveryShape))]
    public async Task A_code_counts_wherever_it_stands(int status, string body, bool renews) => Assert.Equal(renews, await RenewsAsync(status, Encoding.UTF8.GetBytes(body)));

    [Theory]
    [MemberData(nameof(Products))]
    public async Task Every_product_has_its_own_words(int status, string body, string? challenge, bool renews) =>
        Assert.Equal(renews, await RenewsAsync(status, Encoding.UTF8.GetBytes(body), challenge));

    [Theory]
    [MemberData(nameof(Lookalikes))]
    public async Task What_only_looks_like_a_code_is_none(string body)
    {
        Assert.True(await RenewsAsync(401, Encoding.UTF8.GetBytes(body)));
        Assert.False(await RenewsAsync(403, Encoding.UTF8.GetBytes(body.Replace("401014", "403020", StringComparison.Ordinal))));
    }

    [Fact]
    public async Task Of_several_challenges_one_that_no_new_token_cures_is_enough()
    {
        Assert.False(await RenewsAsync(401, [], "Bearer error=\"invalid_token\"", "Bearer error=\"insufficient_scope\""));
        Assert.False(await RenewsAsync(401, [], "Bearer error=\"insufficient_scope\"", "Bearer error=\"invalid_token\", error_description=\"403020\""));
    }

    [Fact]
    public async Task A_refusal_without_any_content_is_judged_by_its_status()
    {
        var provider = HandlerFixture.Renewing();
        using var fixture = new HandlerFixture(provider, _ => new HttpResponseMessage(HttpStatusCode.Unauthorized) { Content = null });

        await fixture.GetAsync();

        Assert.Single(provider.Rejected);
    }

    // Each with the code that forbids a renewal for 401, and the one that asks for it for 403.
    [Theory]
    [InlineData("""{"error_code":"#","message":"cut o""")]
    [InlineData("""{"error_code":"#","message":nonsense}""")]
    [InlineData("""{"error_code":"#"}<html>""")]
    [InlineData("""{"error_code":"#"}{"error_code":"0"}""")]
    public async Task What_stands_before_a_damage_counts(string body)
    {
        Assert.False(await RenewsAsync(401, Encoding.UTF8.GetBytes(body.Replace("#", "401014", StringComparison.Ordinal))));
        Assert.True(await RenewsAsync(403, Encoding.UTF8.GetBytes(body.Replace("#", "403020", StringComparison.Ordinal))));
    }

    [Theory]
    [MemberData(nameof(Unreadable.Names), MemberType = typeof(Unreadable))]
    public async Task A_body_that_tells_nothing_leaves_it_to_the_status(string name)
    {
        Assert.True(await RenewsAsync(401, Unreadable.Body(name, "401014")));
        Assert.False(await RenewsAsync(403, Unreadable.Body(name, "403020")));
    }

    [Theory]
    [InlineData(0, true)]
    [InlineData(1, false)]
    public async Task Only_the_beginning_is_looked_at(int beyond, bool isSeen)
    {
        // The quotation mark after the code is the last byte that is read, or the first one that is not.
        var (head, tail) = ("{\"pad\":\"", "\",\"error_code\":\"401014\"");
        var body = head + new string('x', BodyPeek.MostBytes - head.Length - tail.Length + beyond) + tail + "}";

        Assert.Equal(!isSeen, await RenewsAsync(401, Encoding.UTF8.GetBytes(body)));
    }

    [Fact]
    public async Task A_number_that_the_limit_cuts_is_not_mistaken_for_its_beginning()
    {
        var (head, tail) = ("{\"pad\":\"", "\",\"error_code\":401014");
        var body = head + new string('x', BodyPeek.MostBytes - head.Length - tail.Length) + tail + "0}";

        Assert.True(await RenewsAsync(401, Encoding.UTF8.GetBytes(body)));
    }

    [Fact]
    public async Task Whatever_the_body_is_nothing_is_thrown_and_the_caller_gets_the_same_bytes()
    {
        var fragment = Gen.OneOf("{", "}", "[", "]", "\"", ":", ",", "\\", "\\u", "\\ud800", "401014", "403020", "\"error_code\"", "//", "/*", "1e9", "-", "\uFEFF", "ß");
        var json = fragment.Array[0, 40].Select(parts => Encoding.UTF8.GetBytes(string.Concat(parts)));
        var body = Gen.OneOf(Gen.Byte.Array[0, 200], json, Gen.Byte.Array[BodyPeek.MostBytes - 2, BodyPeek.MostBytes + 2], Gen.Select(json, Gen.Byte.Array[0, 5], (a, b) => a.Concat(b).ToArray()));
        await Gen.Select(body, Gen.OneOf(401, 403), Gen.Bool).SampleAsync(
            async (bytes, status, isSeekable) =>
            {
                using var fixture = new HandlerFixture(
                    new StaticTokenProvider("token-1"),
                    _ => new HttpResponseMessage((HttpStatusCode)status) { Content = isSeekable ? new ByteArrayContent(bytes) : new StreamContent(new OneShotStream(bytes)) });

                using var response = await fixture.GetAsync();

                Assert.Equal(bytes, await response.Content.ReadAsByteArrayAsync());
            },
            iter: 2000);
    }

    [Theory]
    [InlineData(null, true)]
    [InlineData("application/json", true)]
    [InlineData("application/problem+json", true)]
    [InlineData("text/plain", true)]
    [InlineData("TEXT/PLAIN", true)]
    [InlineData("text/html", false)]
    [InlineData("application/octet-stream", false)]
    public async Task A_body_of_another_kind_is_not_looked_at(string? type, bool isSeen)
    {
        var provider = HandlerFixture.Renewing();
        using var fixture = new HandlerFixture(provider, _ => new HttpResponseMessage(HttpStatusCode.Forbidden)
        {
            Content = new ByteArrayContent("""{"error_code":"403020"}"""u8.ToArray()) { Headers = { ContentType = type is null ? null : new(type) } },
        });

        await fixture.GetAsync();

        Assert.Equal(isSeen ? 1 : 0, provider.Rejected.Count);
    }

    private static async Task<bool> RenewsAsync(int status, byte[] body, params string?[] challenges)
    {
        var provider = HandlerFixture.Renewing();
        using var fixture = new HandlerFixture(provider, _ =>
        {
            var response = new HttpResponseMessage((HttpStatusCode)status) { Content = new ByteArrayContent(body) };
            response.Headers.TryAddWithoutValidation("WWW-Authenticate", challenges.OfType<string>());
            return response;
        });
        await fixture.GetAsync();
        return provider.Rejected.Count == 1;
    }
}
