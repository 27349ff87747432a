namespace Adobe.ServerAuth.IntegrationTests.Emulator;

public sealed class TokenRefusalTests : EmulatorTest
{
    private const string WrongSecret = """{"error":"invalid_client","error_description":"invalid client_secret parameter"}""";
    private const string UnknownClient = """{"error":"invalid_client","error_description":"invalid client_id parameter"}""";
    private const string NoScope = """{"error":"invalid_target_scope"}""";
    private const string WrongScope = """{"error":"invalid_scope"}""";

    [Theory]
    [InlineData(TokenPath)]
    [InlineData("/ims/token/v2")]
    [InlineData("/ims/token/v4")]
    public async Task A_wrong_secret_is_refused(string path) =>
        await ExpectAsync(400, WrongSecret, await PostAsync(FieldsWith("client_secret", "p8e-wrong"), path));

    [Fact]
    public async Task A_missing_or_empty_secret_is_a_wrong_one()
    {
        await ExpectAsync(400, WrongSecret, await PostAsync(FieldsWithout("client_secret")));
        await ExpectAsync(400, WrongSecret, await PostAsync(FieldsWith("client_secret", "")));
    }

    [Fact]
    public async Task The_secret_of_another_credential_is_refused()
    {
        var other = Adobe.AddCredential();

        await ExpectAsync(400, WrongSecret, await PostAsync(FieldsWith("client_secret", other.ClientSecrets[0])));
    }

    [Fact]
    public async Task An_unknown_client_is_refused()
    {
        await ExpectAsync(400, UnknownClient, await PostAsync(FieldsWith("client_id", "ffffffffffffffffffffffffffffffff")));
        await ExpectAsync(400, UnknownClient, await PostAsync(FieldsWithout("client_id")));
    }

    [Fact]
    public async Task Pdf_services_refuses_with_the_same_words()
    {
        var id = KeyValuePair.Create("client_id", Adobe.Credential.ClientId);

        await ExpectAsync(400, WrongSecret, await PostAsync([id, new("client_secret", "p8e-wrong")], "/token"));
        await ExpectAsync(400, UnknownClient, await PostAsync([new("client_id", "unknown"), new("client_secret", "x")], "/token"));
    }

    [Fact]
    public async Task A_missing_or_empty_scope_is_refused_without_description()
    {
        await ExpectAsync(400, NoScope, await PostAsync(FieldsWithout("scope")));
        await ExpectAsync(400, NoScope, await PostAsync(FieldsWith("scope", "")));
    }

    [Theory]
    [InlineData("openid,firefly_api")]
    [InlineData("openid AdobeID")]
    [InlineData("openid, AdobeID")]
    [InlineData(" openid")]
    [InlineData("openid,AdobeID ")]
    [InlineData("openid,,AdobeID")]
    [InlineData("openid,")]
    [InlineData("openid,openid")]
    [InlineData("OpenID")]
    [InlineData("openid;AdobeID")]
    public async Task A_scope_that_is_not_granted_or_not_comma_separated_is_refused(string scope) =>
        await ExpectAsync(400, WrongScope, await PostAsync(FieldsWith("scope", scope)));

    [Theory]
    [InlineData("0123456789ABCDEF01234567@AdobeOrg")]
    [InlineData("")]
    public async Task Another_organization_is_refused(string organization) =>
        await ExpectAsync(
            400,
            """{"error":"invalid_request","error_description":"invalid org_id parameter"}""",
            await PostAsync(FieldsWith("org_id", organization)));

    [Theory]
    [InlineData("GET")]
    [InlineData("PUT")]
    [InlineData("DELETE")]
    [InlineData("OPTIONS")]
    public async Task Another_method_is_405(string method)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), new Uri(Adobe.ImsEndpoint, TokenPath));
        using var response = await Http.SendAsync(request, Cancel);

        Assert.Equal(["POST"], response.Content.Headers.Allow);
        Assert.True(response.Headers.Contains("x-debug-id"));
        await ExpectAsync(405, "", response);
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/ims/token")]
    [InlineData("/ims/token/v1")]
    [InlineData("/ims/token/v3/")]
    [InlineData("/IMS/token/v3")]
    [InlineData("/ims/exchange/v2/jwt")]
    [InlineData("/v3/things")]
    public async Task Another_path_is_404(string path)
    {
        using var response = await PostAsync(Fields(), path);

        Assert.True(response.Headers.Contains("x-debug-id"));
        await ExpectAsync(404, "", response);
    }

    [Fact]
    public async Task A_refusal_issues_no_token()
    {
        await PostAsync(FieldsWithout("scope"));
        await PostAsync(FieldsWith("client_secret", "p8e-wrong"));

        Assert.Equal((2, 0), (Adobe.TokenRequestCount, Adobe.IssuedTokenCount));
    }
}
