using System.Net;
using Adobe.ServerAuth.Testing;

namespace Adobe.ServerAuth.IntegrationTests.Emulator;

public sealed class SecretsApiAccessTests : SecretsApiTest
{
    private const string KeyMissing = """{"error_code":"403000","message":"Api Key is required"}""";
    private const string KeyInvalid = """{"error_code":"403003","message":"Api Key is invalid"}""";
    private const string ScopeMismatch = """{"error_code":"403011","message":"Scope mismatch"}""";
    private const string ProfileInvalid = """{"error_code":"403025","message":"Profile is not valid"}""";

    protected override ImsEmulatorOptions Options => new() { RequireApiKey = false, RequireOrganizationId = true };

    [Theory]
    [InlineData(null, "own", 403, GatewayTests.TokenMissing)]
    [InlineData("unknown", "own", 401, GatewayTests.TokenInvalid)]
    [InlineData("own", null, 403, KeyMissing)]
    [InlineData("own", "other", 403, KeyInvalid)]
    [InlineData("unscoped", "own", 403, ScopeMismatch)]
    [InlineData("stranger", "stranger", 403, ProfileInvalid)]
    public async Task Who_is_refused_can_do_nothing(string? token, string? apiKey, int status, string body)
    {
        var stranger = Adobe.AddCredential(new EmulatedCredential { Scopes = ManagingScopes });
        var sent = token switch
        {
            "own" => await TokenAsync(Credential),
            "unscoped" => await TokenWithAsync("openid"),
            "stranger" => await TokenAsync(stranger),
            _ => token,
        };
        var key = apiKey switch { "own" => Credential.ClientId, "stranger" => stranger.ClientId, _ => apiKey };

        await ExpectAsync(status, body, await CallAsync(HttpMethod.Get, Secrets, sent, key));
        await ExpectAsync(status, body, await CallAsync(HttpMethod.Post, Secrets, sent, key));
        await ExpectAsync(status, body, await CallAsync(HttpMethod.Delete, $"{Secrets}/{Credential.SecretDetails[0].Id}", sent, key));

        Assert.Single(Credential.ClientSecrets);
        Assert.Equal(3, Adobe.ApiRequests.Count(request => request.StatusCode == status && request.ErrorCode is not null));
    }

    [Fact]
    public async Task Reading_and_managing_need_a_scope_each()
    {
        var (reader, manager) = (await TokenWithAsync("read_client_secret"), await TokenWithAsync("manage_client_secrets"));
        var one = $"{Secrets}/{Credential.SecretDetails[0].Id}";

        await ExpectAsync(403, ScopeMismatch, await CallAsync(HttpMethod.Post, Secrets, reader));
        await ExpectAsync(403, ScopeMismatch, await CallAsync(HttpMethod.Delete, one, reader));
        await ExpectAsync(403, ScopeMismatch, await CallAsync(HttpMethod.Get, Secrets, manager));
        await ExpectSecretsAsync(reader);
        await ExpectNewSecretAsync(manager);
        using var deleted = await CallAsync(HttpMethod.Delete, one, manager);
        Assert.Equal(HttpStatusCode.NoContent, deleted.StatusCode);
    }

    [Fact]
    public async Task A_credential_manages_another_one_of_its_organization()
    {
        var other = Adobe.AddCredential(new EmulatedCredential { ConsoleOrganizationId = Credential.ConsoleOrganizationId });
        var path = SecretsOf(other.ConsoleOrganizationId, other.ConsoleCredentialId);

        using var added = await CallAsync(HttpMethod.Post, path, await TokenAsync(Credential));

        Assert.Equal(HttpStatusCode.Created, added.StatusCode);
        Assert.Equal((2, 1), (other.ClientSecrets.Count, Credential.ClientSecrets.Count));
    }

    [Theory]
    [InlineData("organizations/{org}/credentials/1/secrets")]
    [InlineData("organizations/{org}/credentials/{client}/secrets")]
    [InlineData("organizations/{adobeOrg}/credentials/{id}/secrets")]
    [InlineData("organizations/{org}/credentials/{elsewhere}/secrets")]
    [InlineData("organizations/{org}/credentials/{id}/secrets/")]
    [InlineData("organizations/{org}/credentials/{id}")]
    [InlineData("organizations/{org}/credentials/{id}/secrets/00000000-0000-0000-0000-000000000000", "DELETE")]
    public async Task What_is_not_there_is_404(string path, string method = "GET")
    {
        var token = await TokenAsync(Credential);
        path = path.Replace("{org}", Credential.ConsoleOrganizationId, StringComparison.Ordinal)
            .Replace("{id}", Credential.ConsoleCredentialId, StringComparison.Ordinal)
            .Replace("{client}", Credential.ClientId, StringComparison.Ordinal)
            .Replace("{adobeOrg}", Credential.OrganizationId, StringComparison.Ordinal)
            .Replace("{elsewhere}", Adobe.Credential.ConsoleCredentialId, StringComparison.Ordinal);

        using var response = await CallAsync(new HttpMethod(method), path, token);

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
        Assert.Equal("404000", (await JsonAsync(response)).GetProperty("error_code").GetString());
    }

    [Theory]
    [InlineData("PUT", "", "GET, POST")]
    [InlineData("DELETE", "", "GET, POST")]
    [InlineData("GET", "/00000000-0000-0000-0000-000000000000", "DELETE")]
    [InlineData("POST", "/00000000-0000-0000-0000-000000000000", "DELETE")]
    public async Task Another_method_is_405(string method, string path, string allow)
    {
        using var response = await CallAsync(new HttpMethod(method), Secrets + path, await TokenAsync(Credential));

        Assert.Equal(HttpStatusCode.MethodNotAllowed, response.StatusCode);
        Assert.Equal(allow, string.Join(", ", response.Content.Headers.Allow));
        Assert.Equal("405000", (await JsonAsync(response)).GetProperty("error_code").GetString());
    }

    [Fact]
    public void Ids_of_the_console_are_numbers_and_known_once()
    {
        Assert.Matches("^[1-9][0-9]{11}$", Credential.ConsoleOrganizationId);
        Assert.NotEqual(Credential.ConsoleOrganizationId, Credential.ConsoleCredentialId);
        Assert.Equal(new Uri(Adobe.ApiEndpoint, "console/"), Adobe.ConsoleEndpoint);
        Assert.Throws<ArgumentException>(() => new EmulatedCredential { ConsoleOrganizationId = Credential.OrganizationId });
        Assert.Throws<ArgumentException>(() => new EmulatedCredential { ConsoleCredentialId = "" });
        Assert.Throws<ArgumentException>(() => Adobe.AddCredential(new EmulatedCredential
        {
            ConsoleOrganizationId = Credential.ConsoleOrganizationId,
            ConsoleCredentialId = Credential.ConsoleCredentialId,
        }));
    }

    private async Task<string> TokenWithAsync(string scope)
    {
        using var response = await PostAsync(new Dictionary<string, string>(Fields(Credential)) { ["scope"] = scope });
        return (await JsonAsync(response)).GetProperty("access_token").GetString()!;
    }
}
