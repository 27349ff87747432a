using System.Buffers.Text;
using System.Net;
using System.Text.Json;
using Adobe.ServerAuth.Testing;

namespace Adobe.ServerAuth.IntegrationTests.Emulator;

public sealed class JwtExchangeTests : JwtExchangeTest
{
    [Theory]
    [InlineData("/ims/exchange/jwt")]
    [InlineData("/ims/exchange/jwt/")]
    [InlineData("/ims/exchange/v1/jwt")]
    [InlineData("/ims/exchange/v1/jwt/")]
    public async Task An_assertion_brings_a_token_that_is_told_in_milliseconds(string path)
    {
        using var response = await PostAsync(JwtFields(Assertion.Sign(Payload())), path);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        var json = await JsonAsync(response);
        Assert.Equal(["token_type", "access_token", "expires_in"], json.EnumerateObject().Select(property => property.Name));
        Assert.Equal("bearer", json.GetProperty("token_type").GetString());
        Assert.Equal(86399999, json.GetProperty("expires_in").GetInt64());
    }

    [Fact]
    public async Task The_token_is_one_of_the_technical_account_with_the_metascopes_asked_for()
    {
        var token = await ExpectTokenAsync(await ExchangeSignedAsync((MetaScope("ent_aem_cloud_api"), null)));

        var claims = Claims(token);
        Assert.Equal("ent_dataservices_sdk", claims.GetProperty("scope").GetString());
        Assert.Equal(Credential.TechnicalAccountId, claims.GetProperty("user_id").GetString());
        Assert.Equal(Credential.ClientId, claims.GetProperty("client_id").GetString());
        Assert.Equal("86400000", claims.GetProperty("expires_in").GetString());
    }

    [Fact]
    public async Task All_metascopes_are_joined_by_commas_in_the_token()
    {
        var token = await ExpectTokenAsync(await ExchangeSignedAsync());

        var claims = Claims(token);
        Assert.Equal("ent_dataservices_sdk,ent_aem_cloud_api", claims.GetProperty("scope").GetString());
    }

    [Fact]
    public async Task The_token_opens_the_api()
    {
        var token = await ExpectTokenAsync(await ExchangeSignedAsync());

        using var answer = await CallApiAsync($"Bearer {token}", Credential.ClientId, Credential.OrganizationId);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    [Fact]
    public async Task An_exchange_that_brings_a_token_is_a_use_of_the_secret()
    {
        using var refused = await ExchangeSignedAsync(("exp", "1"));
        Assert.Null(Credential.SecretDetails[0].LastUsedAt);

        await ExpectTokenAsync(await ExchangeSignedAsync());

        Assert.Equal(Now, Credential.SecretDetails[0].LastUsedAt);
    }

    [Fact]
    public async Task The_parameters_may_come_as_multipart()
    {
        using var content = new MultipartFormDataContent();
        foreach (var (name, value) in JwtFields(Assertion.Sign(Payload())))
        {
            content.Add(new StringContent(value), name);
        }

        await ExpectTokenAsync(await PostAsync(content, ExchangePath));
    }

    [Fact]
    public async Task The_parameters_may_come_in_the_query()
    {
        using var query = new FormUrlEncodedContent(JwtFields(Assertion.Sign(Payload())));

        await ExpectTokenAsync(await PostAsync((HttpContent?)null, $"{ExchangePath}?{await query.ReadAsStringAsync(Cancel)}"));
    }

    [Fact]
    public async Task Resource_may_be_repeated()
    {
        KeyValuePair<string, string>[] fields =
            [.. JwtFields(Assertion.Sign(Payload())), new("resource", "one"), new("resource", "two")];

        await ExpectTokenAsync(await PostAsync(fields, ExchangePath));
    }

    [Theory]
    [InlineData("""{"alg":"RS256"}""")]
    [InlineData("""{"typ":"JWT","alg":"RS256","kid":"mine","x5t":"thumbprint","more":{"a":[1,null]}}""")]
    public async Task More_header_fields_are_tolerated(string header) =>
        await ExpectTokenAsync(await ExchangeAsync(Assertion.SignByHand(header, Payload())));

    [Fact]
    public async Task More_claims_are_tolerated() => await ExpectTokenAsync(await ExchangeSignedAsync(
        ("iat", In(TimeSpan.Zero)), ("jti", "1"), ("nbf", In(TimeSpan.Zero)), ("custom", """{"a":[1.5,"b",null]}"""), ("flag", "false")));

    [Fact]
    public async Task The_same_assertion_may_be_exchanged_again()
    {
        var assertion = Assertion.Sign(Payload(("jti", "1")));

        Assert.NotEqual(await ExpectTokenAsync(await ExchangeAsync(assertion)), await ExpectTokenAsync(await ExchangeAsync(assertion)));
    }

    [Fact]
    public async Task The_assertion_names_the_host_that_the_request_was_sent_to()
    {
        const string Host = "ims-na1.adobelogin.com";
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(Adobe.ImsEndpoint, ExchangePath));
        request.Headers.Host = Host;
        request.Content = new FormUrlEncodedContent(JwtFields(Assertion.Sign(Payload(Credential, Host))));

        await ExpectTokenAsync(await Http.SendAsync(request, Cancel));
    }

    [Fact]
    public async Task The_shape_of_ids_is_the_tests_own_affair()
    {
        var odd = Adobe.AddCredential(
            new EmulatedCredential { ClientId = "cm-p1-e1", OrganizationId = "my org", TechnicalAccountId = "me", MetaScopes = ["one"] });
        odd.AddCertificate(TestKey.First.Certificate);

        await ExpectTokenAsync(await ExchangeAsync(Assertion.Sign(Payload(odd, Adobe.ImsEndpoint.Authority)), odd));
    }

    [Fact]
    public async Task Client_credentials_work_beside_it_and_after_it()
    {
        Assert.StartsWith("eyJ", await TokenAsync());
        Credential.EndJwtExchange();
        Assert.StartsWith("eyJ", await TokenAsync());
    }

    [Fact]
    public async Task A_second_secret_works_beside_the_first()
    {
        var fields = JwtFields(Assertion.Sign(Payload()));
        fields["client_secret"] = Credential.AddClientSecret();

        await ExpectTokenAsync(await PostAsync(fields, ExchangePath));
    }

    [Fact]
    public async Task Fifty_exchanges_at_once_get_fifty_tokens()
    {
        var assertion = Assertion.Sign(Payload());

        var tokens = await Task.WhenAll(Enumerable.Range(0, 50).Select(async _ => await ExpectTokenAsync(await ExchangeAsync(assertion))));

        Assert.Equal(50, tokens.Distinct().Count());
        Assert.Equal((50, 50), (Adobe.TokenRequestCount, Adobe.IssuedTokenCount));
    }

    private static JsonElement Claims(string token) => JsonDocument.Parse(Base64Url.DecodeFromChars(token.Split('.')[1])).RootElement;
}
