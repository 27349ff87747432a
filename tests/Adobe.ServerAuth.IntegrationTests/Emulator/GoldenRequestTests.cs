using System.Text;
using System.Text.Json;
using Adobe.ServerAuth.IntegrationTests.Golden;

namespace Adobe.ServerAuth.IntegrationTests.Emulator;

public sealed class GoldenRequestTests : EmulatorTest
{
    [Theory]
    [InlineData("client-credentials")]
    [InlineData("client-credentials-with-organization")]
    [InlineData("pdf-services-token")]
    public async Task The_request_of_the_protocol_text_gets_a_token(string name)
    {
        var answer = await RawSocket.ExchangeAsync(Adobe.ImsEndpoint, Fill(name), Cancel);

        Assert.StartsWith("HTTP/1.1 200 OK\r\n", answer);
        Assert.Contains("""{"access_token":"eyJ""", answer);
        Assert.EndsWith(""","token_type":"bearer","expires_in":86399}""", answer);
    }

    [Fact]
    public async Task The_exchange_of_the_protocol_text_gets_a_token_in_milliseconds()
    {
        var answer = await RawSocket.ExchangeAsync(Adobe.ImsEndpoint, FillExchange(), Cancel);

        Assert.StartsWith("HTTP/1.1 200 OK\r\n", answer);
        Assert.Contains("""{"token_type":"bearer","access_token":"eyJ""", answer);
        Assert.EndsWith(""","expires_in":86399999}""", answer);
    }

    [Fact]
    public void The_body_is_the_one_of_the_protocol_text()
    {
        var request = Encoding.ASCII.GetString(GoldenRequest.Fill(
            "client-credentials",
            ("host", "ims-na1.adobelogin.com"),
            ("client_id", "0123456789abcdef0123456789abcdef"),
            ("client_secret", "p8e-FAKE"),
            ("scope", "openid,AdobeID,read_organizations")));

        Assert.Equal(
            "POST /ims/token/v3 HTTP/1.1\r\n" +
            "Host: ims-na1.adobelogin.com\r\n" +
            "Content-Type: application/x-www-form-urlencoded\r\n" +
            "Accept: application/json\r\n" +
            "Content-Length: 139\r\n" +
            "\r\n" +
            "grant_type=client_credentials&client_id=0123456789abcdef0123456789abcdef&client_secret=p8e-FAKE" +
            "&scope=openid%2CAdobeID%2Cread_organizations",
            request);
    }

    private byte[] FillExchange()
    {
        var authority = Adobe.ImsEndpoint.Authority;
        var claims = new Dictionary<string, object>
        {
            ["exp"] = DateTimeOffset.UtcNow.AddMinutes(5).ToUnixTimeSeconds(),
            ["iss"] = Adobe.Credential.OrganizationId,
            ["sub"] = Adobe.Credential.TechnicalAccountId,
            ["aud"] = $"https://{authority}/c/{Adobe.Credential.ClientId}",
            [$"https://{authority}/s/ent_dataservices_sdk"] = true,
        };
        return GoldenRequest.Fill(
            "jwt-exchange",
            ("host", authority),
            ("client_id", Adobe.Credential.ClientId),
            ("client_secret", Adobe.Credential.ClientSecrets[0]),
            ("jwt_token", Assertion.Sign(JsonSerializer.Serialize(claims), Adobe.Credential.AddKeyPair().PrivateKey)));
    }

    private byte[] Fill(string name) => GoldenRequest.Fill(
        name,
        ("host", Adobe.ImsEndpoint.Authority),
        ("client_id", Adobe.Credential.ClientId),
        ("client_secret", Adobe.Credential.ClientSecrets[0]),
        ("scope", string.Join(',', Adobe.Credential.Scopes)),
        ("org_id", Adobe.Credential.OrganizationId));
}
