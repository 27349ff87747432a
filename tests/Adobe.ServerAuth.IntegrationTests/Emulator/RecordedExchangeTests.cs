using System.Text.Encodings.Web;
using System.Text.Json;

namespace Adobe.ServerAuth.IntegrationTests.Emulator;

public sealed class RecordedExchangeTests : JwtExchangeTest
{
    // A key in base64 would not be found with its pluses escaped.
    private static readonly JsonSerializerOptions AsItIs = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    [Fact]
    public async Task An_exchange_is_recorded_with_what_the_assertion_says()
    {
        using var response = await ExchangeSignedAsync();

        var request = Assert.Single(Adobe.TokenRequests);
        Assert.Equal(("POST", ExchangePath, 200), (request.Method, request.Path, request.StatusCode));
        Assert.Equal(Credential.ClientId, request.ClientId);
        Assert.Equal(["ent_dataservices_sdk", "ent_aem_cloud_api"], request.MetaScopes);
        Assert.Equal(Credential.TechnicalAccountId, request.TechnicalAccountId);
        Assert.Equal(Now.AddMinutes(5), request.AssertionExpiresAt);
        Assert.Null(request.GrantType);
        Assert.Empty(request.Scopes);
        Assert.Equal("POST /ims/exchange/jwt: 200", request.ToString());
    }

    [Fact]
    public async Task A_refused_exchange_is_recorded_with_what_it_asked_for()
    {
        using var response = await ExchangeSignedAsync(
            ("exp", "1795435500000"), ("sub", null), ("https://ims-na1-stg1.adobelogin.com/s/ent_user_sdk", "\"true\""));

        var request = Assert.Single(Adobe.TokenRequests);
        Assert.Equal((400, "invalid_token"), (request.StatusCode, request.ErrorCode));
        Assert.Equal(["ent_dataservices_sdk", "ent_aem_cloud_api", "ent_user_sdk"], request.MetaScopes);
        Assert.Null(request.TechnicalAccountId);
        Assert.Null(request.AssertionExpiresAt);
    }

    [Fact]
    public async Task An_unreadable_assertion_says_nothing()
    {
        using var exchange = await ExchangeAsync("not.a.jwt");
        using var other = await PostAsync(Fields());

        Assert.All(Adobe.TokenRequests, request =>
        {
            Assert.Empty(request.MetaScopes);
            Assert.Null(request.TechnicalAccountId);
            Assert.Null(request.AssertionExpiresAt);
        });
    }

    [Fact]
    public async Task No_record_and_no_text_holds_a_secret_a_key_or_a_part_of_an_assertion()
    {
        var pair = Credential.AddKeyPair();
        var assertion = Assertion.Sign(Payload(), pair.PrivateKey);
        string[] secrets = [Credential.ClientSecrets[0], .. assertion.Split('.'), .. pair.PrivateKey.Split('\n')[1..^1]];
        using var good = await ExchangeAsync(assertion);
        using var key = await ExchangeAsync(pair.PrivateKey);
        using var misplaced = await PostAsync(new Dictionary<string, string> { [assertion] = "1" }, ExchangePath);
        using var query = await PostAsync((HttpContent?)null, $"{ExchangePath}?jwt_token={assertion}");

        string[] texts =
            [.. Adobe.TokenRequests.Select(request => JsonSerializer.Serialize(request, AsItIs) + request), $"{Adobe}{Credential}{pair}"];

        Assert.Equal(5, texts.Length);
        Assert.All(texts, text => Assert.All(secrets, secret => Assert.DoesNotContain(secret, text)));
    }
}
