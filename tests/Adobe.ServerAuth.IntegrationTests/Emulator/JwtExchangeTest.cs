using System.Text.Json;
using Adobe.ServerAuth.Testing;

namespace Adobe.ServerAuth.IntegrationTests.Emulator;

/// <summary>A credential with one certificate, and the claims of an assertion that is good for it.</summary>
public abstract class JwtExchangeTest : EmulatorTest
{
    protected const string ExchangePath = "/ims/exchange/jwt";
    protected const string Undecodable =
        """{"error":"invalid_token","error_description":"JWT token is incorrectly formatted, and can not be decoded."}""";
    protected const string UnknownSignature =
        """{"error":"invalid_token","error_description":"Could not match JWT signature to any of the bindings"}""";

    private readonly SteppedClock _clock = new();

    protected override ImsEmulatorOptions Options => new() { TimeProvider = _clock };

    protected EmulatedCredential Credential => Adobe.Credential;

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        Credential.AddCertificate(TestKey.First.Certificate);
    }

    protected void Advance(TimeSpan by) => _clock.Advance(by);

    protected DateTimeOffset Now => _clock.GetUtcNow();

    protected string In(TimeSpan time) => $"{(Now + time).ToUnixTimeSeconds()}";

    /// <summary>The claims as JSON, after changes whose values are JSON too; null leaves a claim out.</summary>
    protected string Payload(params (string Name, string? Json)[] changes) => Payload(Credential, Adobe.ImsEndpoint.Authority, changes);

    protected string Payload(EmulatedCredential credential, string authority, params (string Name, string? Json)[] changes)
    {
        var claims = new Dictionary<string, string?>
        {
            ["exp"] = In(TimeSpan.FromMinutes(5)),
            ["iss"] = JsonSerializer.Serialize(credential.OrganizationId),
            ["sub"] = JsonSerializer.Serialize(credential.TechnicalAccountId),
            ["aud"] = $"\"https://{authority}/c/{credential.ClientId}\"",
        };
        foreach (var name in credential.MetaScopes)
        {
            claims[$"https://{authority}/s/{name}"] = "true";
        }

        foreach (var (name, json) in changes)
        {
            claims[name] = json;
        }

        return $"{{{string.Join(',', claims.Where(claim => claim.Value is not null).Select(claim => $"\"{claim.Key}\":{claim.Value}"))}}}";
    }

    protected string MetaScope(string name) => $"https://{Adobe.ImsEndpoint.Authority}/s/{name}";

    protected Dictionary<string, string> JwtFields(string assertion, EmulatedCredential? credential = null) => new()
    {
        ["client_id"] = (credential ?? Credential).ClientId,
        ["client_secret"] = (credential ?? Credential).ClientSecrets[0],
        ["jwt_token"] = assertion,
    };

    protected Task<HttpResponseMessage> ExchangeAsync(string assertion, EmulatedCredential? credential = null) =>
        PostAsync(JwtFields(assertion, credential), ExchangePath);

    protected Task<HttpResponseMessage> ExchangeSignedAsync(params (string Name, string? Json)[] changes) =>
        ExchangeAsync(Assertion.Sign(Payload(changes)));

    protected static async Task<string> ExpectTokenAsync(HttpResponseMessage response)
    {
        var text = await TextAsync(response);
        Assert.True(response.IsSuccessStatusCode, text);
        response.Dispose();
        return JsonDocument.Parse(text).RootElement.GetProperty("access_token").GetString()!;
    }
}
