using System.Net;
using Adobe.ServerAuth.Tests.Fakes;
using Microsoft.Extensions.DependencyInjection;

namespace Adobe.ServerAuth.Tests.Operations;

public sealed class ImsClientTests
{
    private static readonly AccessToken Token = Make.Token(Make.ImsToken(86_400_000), DateTimeOffset.MaxValue);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("true", "1760086400000")]
    [InlineData("\"true\"", "\"1760086400000\"")]
    [InlineData("\"True\"", "1760086400")]
    public async Task A_valid_token_is_told_with_what_IMS_knows_of_it(string valid, string expiresAt)
    {
        var ims = new StubHandler(_ => Make.Response(
            HttpStatusCode.OK,
            $$"""{"valid":{{valid}},"token":{"client_id":"c","user_id":"u@techacct.adobe.com","scope":"openid, AdobeID","type":"access_token"},"expires_at":{{expiresAt}}}"""));

        var answer = await new ImsClient(new HttpMessageInvoker(ims)).ValidateAsync(Token, Cancel);

        var request = Assert.Single(ims.Seen);
        Assert.Equal((HttpMethod.Post, "https://ims-na1.adobelogin.com/ims/validate_token/v1"), (request.Method, request.Address!.AbsoluteUri));
        Assert.Equal(("access_token", Make.ClientId, Token.Value, Make.ClientId), (request.Field("type"), request.Field("client_id"), request.Field("token"), request.Headers["X-IMS-ClientId"]));
        Assert.Equal("application/x-www-form-urlencoded", request.Headers["Content-Type"]);
        Assert.True(answer.IsValid);
        Assert.Null(answer.Reason);
        Assert.Equal(new DateTimeOffset(2025, 10, 10, 8, 53, 20, TimeSpan.Zero), answer.ExpiresAt);
        Assert.Equal(("c", "u@techacct.adobe.com", "access_token"), (answer.ClientId, answer.UserId, answer.Type));
        Assert.Equal(["openid", "AdobeID"], answer.Scopes);
        Assert.Equal("valid until 2025-10-10T08:53:20.0000000+00:00, client c, scopes openid,AdobeID", answer.ToString());
    }

    [Theory]
    [InlineData("false")]
    [InlineData("\"false\"")]
    public async Task A_token_that_is_not_valid_is_no_error_and_its_reason_shows_nothing_of_it(string valid)
    {
        var ims = new StubHandler(_ => Make.Response(HttpStatusCode.OK, $$"""{"valid":{{valid}},"reason":"ended\u0007"}"""));
        var answer = await new ImsClient(new HttpMessageInvoker(ims)).ValidateAsync(Token, Cancel);
        Assert.False(answer.IsValid);
        Assert.Equal(("ended", null, "not valid: ended"), (answer.Reason, answer.ExpiresAt, answer.ToString()));
        Assert.Empty(answer.Scopes);

        var echo = new StubHandler(_ => Make.Response(HttpStatusCode.OK, $$"""{"valid":false,"reason":"No such token: {{Token.Value}}"}"""));
        Leaks.AssertNone(Token.Value[..60], (await new ImsClient(new HttpMessageInvoker(echo)).ValidateAsync(Token, Cancel)).Reason);
    }

    [Theory]
    [InlineData("""{"valid":1}""")]
    [InlineData("{}")]
    [InlineData("OK")]
    [InlineData("")]
    public async Task An_answer_that_does_not_say_is_no_answer(string body)
    {
        var failure = await Assert.ThrowsAsync<TokenRequestException>(() => new ImsClient(new HttpMessageInvoker(new StubHandler(_ => Make.Response(HttpStatusCode.OK, body)))).ValidateAsync(Token, Cancel));

        Assert.Equal("not-json", failure.Reason);
        Assert.Contains("no answer of IMS to such a call", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_token_is_revoked_at_the_given_IMS_with_the_secret_where_it_is_asked_for()
    {
        var ims = new StubHandler(_ => Make.Response(HttpStatusCode.OK));
        var client = new ImsClient(new HttpMessageInvoker(ims), new Uri("http://127.0.0.1:1234/"));
        var bare = new AccessToken(Token.Value, DateTimeOffset.MaxValue);

        await client.InvalidateAsync(bare, Cancel);
        await client.InvalidateAsync(bare, Make.Secret, Cancel);

        Assert.All(ims.Seen, request =>
        {
            Assert.Equal("http://127.0.0.1:1234/ims/invalidate_token/v2", request.Address!.AbsoluteUri);

            // Whose it is, the token itself tells.
            Assert.Equal(("access_token", Make.ClientId, Token.Value, Make.ClientId), (request.Field("token_type"), request.Field("client_id"), request.Field("token"), request.Headers["X-IMS-ClientId"]));
        });
        Assert.Null(ims.Seen[0].Field("client_secret"));
        Assert.Equal(Make.Secret, ims.Seen[1].Field("client_secret"));
    }

    [Theory]
    [InlineData(400, "invalid_client", "invalid client_secret parameter", "wrong-secret", false)]
    [InlineData(400, "invalid_token", null, "refused", false)]
    [InlineData(401, null, null, "not-from-ims", false)]
    [InlineData(404, null, null, "wrong-address", false)]
    [InlineData(302, null, null, "redirect", false)]
    [InlineData(200, null, null, "not-json", true)]
    [InlineData(408, null, null, "request-timeout", true)]
    [InlineData(429, null, null, "throttled", true)]
    [InlineData(503, "internal_error", "Please try again later", "ims-in-trouble", true)]
    public async Task Each_refusal_has_a_reason_and_shows_no_secret(int status, string? error, string? description, string reason, bool isTransient)
    {
        var ims = new StubHandler(_ => Make.Response(
            (HttpStatusCode)status,
            error is null ? $"<{Token.Value}>" : Make.ErrorJson(error, description ?? $"{Make.Secret} and {Token.Value}"),
            headers =>
            {
                headers.Add("x-debug-id", "debug-1");
                headers.Add("Retry-After", "3");
            }));

        var failure = await Assert.ThrowsAsync<TokenRequestException>(() => new ImsClient(new HttpMessageInvoker(ims)).InvalidateAsync(Token, Make.Secret, Cancel));

        Assert.Equal((reason, isTransient, error, "debug-1", (HttpStatusCode)status), (failure.Reason, failure.IsTransient, failure.ErrorCode, failure.DebugId, failure.StatusCode!.Value));
        Assert.Equal(TimeSpan.FromSeconds(3), failure.RetryAfter);
        Assert.Contains($"({reason}, x-debug-id: debug-1; see docs/troubleshooting.md#{reason})", failure.Message, StringComparison.Ordinal);
        Assert.Equal(error is null ? null : description ?? "[withheld: it repeated a part of a secret]", failure.ErrorDescription);
        Leaks.AssertNone(Make.Secret, Leaks.TextsOf(failure));
        Leaks.AssertNone(Token.Value[..60], Leaks.TextsOf(failure));
        Assert.Single(ims.Seen);
    }

    [Fact]
    public async Task A_revocation_without_a_body_is_one()
    {
        await new ImsClient(new HttpMessageInvoker(new StubHandler(_ => new HttpResponseMessage(HttpStatusCode.NoContent)))).InvalidateAsync(Token, Cancel);
    }

    // Half of a surrogate pair is well-formed JSON, and no text.
    [Fact]
    public async Task An_error_that_is_no_text_is_none()
    {
        var ims = new StubHandler(_ => Make.Response(HttpStatusCode.BadRequest, """{"error":"\ud800","error_description":"a"}"""));

        Assert.Null((await Assert.ThrowsAsync<TokenRequestException>(() => new ImsClient(new HttpMessageInvoker(ims)).InvalidateAsync(Token, Cancel))).ErrorCode);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_transport_that_quotes_the_token_is_not_quoted(bool isInItsData)
    {
        var cause = new HttpRequestException("Invalid response: " + (isInItsData ? "" : Token.Value));
        cause.Data["sent"] = isInItsData ? Token.Value : "";

        var failure = await Assert.ThrowsAsync<TokenRequestException>(
            () => new ImsClient(new HttpMessageInvoker(new StubHandler(_ => throw cause))).ValidateAsync(Token, Cancel));

        Assert.Equal(("transport", true), (failure.Reason, failure.IsTransient));
        Assert.Null(failure.InnerException);
        Leaks.AssertNone(Token.Value[..60], Leaks.TextsOf(failure));
    }

    [Fact]
    public async Task Arguments_must_make_sense()
    {
        using var ims = new HttpMessageInvoker(new StubHandler(_ => Make.Response(HttpStatusCode.OK)));
        Assert.Throws<ArgumentNullException>("ims", () => new ImsClient(null!));
        Assert.Throws<ArgumentNullException>("imsEndpoint", () => new ImsClient(ims, null!));
        Assert.Throws<ArgumentNullException>("timeProvider", () => new ImsClient(ims, new Uri("https://a"), null!));
        Assert.Throws<ArgumentException>("imsEndpoint", () => new ImsClient(ims, new Uri("http://ims-na1.adobelogin.com")));
        var client = new ImsClient(ims);
        await Assert.ThrowsAsync<ArgumentNullException>("token", () => client.ValidateAsync(null!, Cancel));
        await Assert.ThrowsAsync<ArgumentNullException>("token", () => client.InvalidateAsync(null!, Cancel));
        await Assert.ThrowsAnyAsync<ArgumentException>(() => client.InvalidateAsync(Token, "", Cancel));
        Assert.Contains("AccessToken.ClientId", (await Assert.ThrowsAsync<ArgumentException>("token", () => client.ValidateAsync(new AccessToken("opaque", default), Cancel))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_container_has_one_for_each_credential_at_its_own_IMS()
    {
        var services = new ServiceCollection();
        var seen = new List<string>();
        Add("", new Uri("https://ims-na1-stg1.adobelogin.com"), null);
        Add("eu", null, null);
        Add("pdf", null, new Uri("https://pdf-services.adobe.io/token"));
        using var container = services.BuildServiceProvider();

        await container.GetRequiredService<ImsClient>().InvalidateAsync(Token, Cancel);
        await container.GetRequiredKeyedService<ImsClient>("eu").InvalidateAsync(Token, Cancel);
        await container.GetRequiredKeyedService<ImsClient>("pdf").InvalidateAsync(Token, Cancel);

        Assert.Equal([" ims-na1-stg1.adobelogin.com", "eu ims-na1.adobelogin.com", "pdf ims-na1.adobelogin.com"], seen);

        void Add(string name, Uri? ims, Uri? endpoint) => services.AddAdobeServerAuth(name, options =>
        {
            (options.ClientId, options.ClientSecret, options.Scopes) = (Make.ClientId, Make.Secret, endpoint is null ? ["openid"] : []);
            (options.ImsEndpoint, options.TokenEndpoint) = (ims, endpoint);
        }).ConfigureImsHttpClient(client => client.ConfigurePrimaryHttpMessageHandler(() => new StubHandler(request =>
        {
            seen.Add(name + " " + request.RequestUri!.Host);
            return Make.Response(HttpStatusCode.OK);
        })));
    }
}
