namespace Adobe.ServerAuth.IntegrationTests.Emulator;

public sealed class JwtExchangeRefusalTests : JwtExchangeTest
{
    private const string WrongClient = """{"error":"invalid_client"}""";
    private const string WrongSignature = """{"error":"invalid_signature"}""";
    private const string WrongParties = """{"error":"bad_request"}""";
    private const string WrongMetaScopes =
        """{"error":"invalid_scope","error_description":"The metascopes in the JWT are not a subset of the metascopes in the binding."}""";

    [Theory]
    [InlineData("nobody")]
    [InlineData("")]
    [InlineData(null)]
    public async Task An_unknown_client_is_refused(string? clientId) =>
        await ExpectAsync(400, WrongClient, await PostAsync(With("client_id", clientId), ExchangePath));

    [Theory]
    [InlineData("p8e-wrong")]
    [InlineData("")]
    [InlineData(null)]
    public async Task A_wrong_secret_is_401(string? secret) =>
        await ExpectAsync(401, WrongClient, await PostAsync(With("client_secret", secret), ExchangePath));

    [Fact]
    public async Task A_credential_without_certificate_is_401()
    {
        var oauthOnly = Adobe.AddCredential();

        await ExpectAsync(
            401, WrongClient, await ExchangeAsync(Assertion.Sign(Payload(oauthOnly, Adobe.ImsEndpoint.Authority)), oauthOnly));
    }

    [Fact]
    public async Task A_migrated_credential_is_500_for_ever()
    {
        Credential.EndJwtExchange();
        const string TryLater = """{"error":"internal_error","error_description":"Please try again later"}""";

        await ExpectAsync(500, TryLater, await ExchangeSignedAsync());
        await ExpectAsync(500, TryLater, await ExchangeSignedAsync());
        await ExpectAsync(401, WrongClient, await PostAsync(With("client_secret", "p8e-wrong"), ExchangePath));
    }

    [Theory]
    [InlineData("""{"alg":"none"}""")]
    [InlineData("""{"alg":"HS256"}""")]
    [InlineData("""{"alg":"PS256"}""")]
    [InlineData("""{"alg":"RS512"}""")]
    [InlineData("""{"alg":"rs256"}""")]
    [InlineData("""{"alg":256}""")]
    [InlineData("""{"typ":"JWT"}""")]
    public async Task An_algorithm_other_than_rs256_is_refused(string header) =>
        await ExpectAsync(400, WrongSignature, await ExchangeAsync(Assertion.SignByHand(header, Payload())));

    [Theory]
    [InlineData("iss", "\"0123456789ABCDEF01234567@AdobeOrg\"")]
    [InlineData("iss", "\"\"")]
    [InlineData("iss", "42")]
    [InlineData("iss", null)]
    [InlineData("sub", "\"0123456789ABCDEF01234567@techacct.adobe.com\"")]
    [InlineData("sub", "{}")]
    [InlineData("sub", null)]
    public async Task Another_organization_or_account_is_refused(string name, string? json) =>
        await ExpectAsync(400, WrongParties, await ExchangeSignedAsync((name, json)));

    [Fact]
    public async Task The_email_of_the_technical_account_is_not_its_id() =>
        await ExpectAsync(400, WrongParties, await ExchangeSignedAsync(("sub", $"\"{Credential.TechnicalAccountEmail}\"")));

    [Theory]
    [InlineData("""["https://HOST/c/CLIENT"]""")]
    [InlineData("\"http://HOST/c/CLIENT\"")]
    [InlineData("\"https://ims-na1.adobelogin.com/c/CLIENT\"")]
    [InlineData("\"https://HOST/c/another\"")]
    [InlineData("\"https://HOST/c/CLIENT/\"")]
    [InlineData("\"https://HOST/ims/c/CLIENT\"")]
    [InlineData("\"https://HOST//c/CLIENT\"")]
    [InlineData("\"HOST/c/CLIENT\"")]
    [InlineData("\"CLIENT\"")]
    [InlineData("true")]
    [InlineData(null)]
    public async Task Another_audience_is_refused(string? json)
    {
        var audience = json?
            .Replace("HOST", Adobe.ImsEndpoint.Authority, StringComparison.Ordinal)
            .Replace("CLIENT", Credential.ClientId, StringComparison.Ordinal);

        await ExpectAsync(400, WrongClient, await ExchangeSignedAsync(("aud", audience)));
    }

    [Theory]
    [InlineData("https://HOST/s/ent_user_sdk", "true")]
    [InlineData("https://HOST/s/", "true")]
    [InlineData("https://HOST/s/ent_aem_cloud_api,ent_dataservices_sdk", "true")]
    [InlineData("https://HOST/s/ent_aem_cloud_api", "\"true\"")]
    [InlineData("https://HOST/s/ent_aem_cloud_api", "1")]
    [InlineData("https://HOST/s/ent_aem_cloud_api", "false")]
    [InlineData("https://HOST/s/ent_aem_cloud_api", "null")]
    [InlineData("https://HOST/s/ENT_AEM_CLOUD_API", "true")]
    [InlineData("http://HOST/s/ent_aem_cloud_api", "true")]
    [InlineData("https://ims-na1-stg1.adobelogin.com/s/ent_aem_cloud_api", "true")]
    [InlineData("/s/ent_aem_cloud_api", "true")]
    public async Task A_metascope_that_is_not_granted_is_refused_beside_one_that_is(string name, string json)
    {
        var claim = name.Replace("HOST", Adobe.ImsEndpoint.Authority, StringComparison.Ordinal);

        await ExpectAsync(400, WrongMetaScopes, await ExchangeSignedAsync((claim, json)));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("ent_aem_cloud_api")]
    public async Task No_metascope_at_all_is_refused(string? bareName)
    {
        List<(string, string?)> changes = [.. Credential.MetaScopes.Select(name => (MetaScope(name), (string?)null))];
        if (bareName is not null)
        {
            changes.Add((bareName, "true"));
        }

        await ExpectAsync(400, WrongMetaScopes, await ExchangeSignedAsync([.. changes]));
    }

    [Theory]
    [InlineData("grant_type", "unknown")]
    [InlineData("scope", "unknown")]
    [InlineData("org_id", "unknown")]
    [InlineData("jwt_token", "repeated jwt_token")]
    [InlineData("client_secret", "repeated client_secret")]
    public async Task Another_or_a_repeated_parameter_is_refused(string name, string what) =>
        await ExpectAsync(
            400,
            $$"""{"error":"invalid_request","error_description":"{{what}} parameter"}""",
            await PostAsync(With("client_id", Credential.ClientId).Append(new(name, "x")), ExchangePath));

    [Fact]
    public async Task A_get_is_405()
    {
        using var response = await Http.GetAsync(new Uri(Adobe.ImsEndpoint, ExchangePath), Cancel);

        Assert.Equal(405, (int)response.StatusCode);
    }

    [Fact]
    public async Task A_refusal_issues_no_token()
    {
        using var response = await ExchangeSignedAsync(("aud", null));

        Assert.Equal((1, 0), (Adobe.TokenRequestCount, Adobe.IssuedTokenCount));
    }

    private Dictionary<string, string> With(string name, string? value)
    {
        var fields = JwtFields(Assertion.Sign(Payload()));
        fields.Remove(name);
        if (value is not null)
        {
            fields.Add(name, value);
        }

        return fields;
    }
}
