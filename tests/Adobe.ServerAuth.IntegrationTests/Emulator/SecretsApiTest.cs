using System.Net;
using System.Text.Json;
using Adobe.ServerAuth.Testing;

namespace Adobe.ServerAuth.IntegrationTests.Emulator;

/// <summary>A credential that may manage its own secrets, and raw calls of the client secrets API.</summary>
public abstract class SecretsApiTest : EmulatorTest
{
    protected static readonly string[] ManagingScopes = ["openid", "AdobeID", "read_client_secret", "manage_client_secrets"];

    private readonly SteppedClock _clock = new();
    private EmulatedCredential? _credential;

    protected override ImsEmulatorOptions Options => new() { TimeProvider = _clock };

    protected EmulatedCredential Credential => _credential!;

    protected string Secrets => SecretsOf(Credential.ConsoleOrganizationId, Credential.ConsoleCredentialId);

    protected DateTimeOffset Now => _clock.GetUtcNow();

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        _credential = Adobe.AddCredential(new EmulatedCredential { Scopes = ManagingScopes });
    }

    protected void Advance(TimeSpan by) => _clock.Advance(by);

    protected static string SecretsOf(string organization, string credential) =>
        $"organizations/{organization}/credentials/{credential}/secrets";

    protected async Task<HttpResponseMessage> CallAsync(HttpMethod method, string path, string? token, string? apiKey)
    {
        using var request = new HttpRequestMessage(method, new Uri(Adobe.ConsoleEndpoint, path));
        Add(request, "Authorization", token is null ? null : $"Bearer {token}");
        Add(request, "x-api-key", apiKey);
        return await Http.SendAsync(request, Cancel);
    }

    protected Task<HttpResponseMessage> CallAsync(HttpMethod method, string path, string token) =>
        CallAsync(method, path, token, Credential.ClientId);

    protected async Task<JsonElement> ExpectSecretsAsync(string token)
    {
        using var response = await CallAsync(HttpMethod.Get, Secrets, token);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        return (await JsonAsync(response)).GetProperty("client_secrets");
    }

    protected async Task<JsonElement> ExpectNewSecretAsync(string token)
    {
        using var response = await CallAsync(HttpMethod.Post, Secrets, token);
        Assert.Equal(HttpStatusCode.Created, response.StatusCode);
        return await JsonAsync(response);
    }

    protected Task<HttpResponseMessage> AskTokenAsync(string secret) => PostAsync(new Dictionary<string, string>
    {
        ["grant_type"] = "client_credentials",
        ["client_id"] = Credential.ClientId,
        ["client_secret"] = secret,
        ["scope"] = "openid",
    });

    protected static string Milliseconds(DateTimeOffset time) => $"{time.ToUnixTimeMilliseconds()}";
}
