using System.Net;
using Adobe.ServerAuth.Testing;

namespace Adobe.ServerAuth.IntegrationTests.Emulator;

public sealed class GatewayTests : EmulatorTest
{
    internal const string TokenMissing = """{"error_code":"403010","message":"Oauth token is missing"}""";
    internal const string TokenInvalid = """{"error_code":"401013","message":"Oauth token is not valid"}""";

    private readonly SteppedClock _clock = new();

    protected override ImsEmulatorOptions Options => new() { TimeProvider = _clock, TokenLifetime = TimeSpan.FromMinutes(5) };

    [Fact]
    public async Task A_valid_token_is_let_through_and_told_what_came()
    {
        var (id, organization) = (Adobe.Credential.ClientId, Adobe.Credential.OrganizationId);
        using var request = new HttpRequestMessage(HttpMethod.Put, new Uri(Adobe.ApiEndpoint, "/v3/images%20all?limit=10&x=%C3%BC"));
        request.Headers.TryAddWithoutValidation("Authorization", $"Bearer {await TokenAsync()}");
        request.Headers.Add("x-api-key", id);
        request.Content = new ByteArrayContent(new byte[100_000]);

        using var response = await Http.SendAsync(request, Cancel);

        Assert.NotEmpty(Assert.Single(response.Headers.GetValues("X-Request-Id")));
        Assert.Equal("application/json", response.Content.Headers.ContentType?.ToString());
        await ExpectAsync(
            200,
            """{"message":"Hello from the emulated Adobe API","method":"PUT","path":"/v3/images%20all?limit=10&x=%C3%BC",""" +
            $"\"clientId\":\"{id}\",\"organizationId\":\"{organization}\",\"bodyLength\":100000}}",
            response);
    }

    [Theory]
    [InlineData("GET")]
    [InlineData("HEAD")]
    [InlineData("POST")]
    [InlineData("PATCH")]
    [InlineData("DELETE")]
    [InlineData("REPORT")]
    public async Task Every_method_is_there(string method)
    {
        using var response = await CallApiAsync($"Bearer {await TokenAsync()}", Adobe.Credential.ClientId, method: new HttpMethod(method));

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("Bearer")]
    [InlineData("Bearer ")]
    [InlineData("Basic Zm9vOmJhcg==")]
    [InlineData("bearer {token}")]
    [InlineData("{token}")]
    [InlineData("Bearer  {token}")]
    [InlineData("Bearer {token} more")]
    [InlineData("Bearer {token}, Bearer {token}")]
    public async Task A_missing_or_odd_authorization_is_403(string? authorization)
    {
        var value = authorization?.Replace("{token}", await TokenAsync());

        using var response = await CallApiAsync(value, Adobe.Credential.ClientId);

        Assert.True(response.Headers.Contains("X-Request-Id"));
        await ExpectAsync(403, TokenMissing, response);
    }

    [Fact]
    public async Task An_unknown_token_is_401() =>
        await ExpectAsync(401, TokenInvalid, await CallApiAsync("Bearer eyJhbGciOiJSUzI1NiJ9.e30.AAAA", Adobe.Credential.ClientId));

    [Fact]
    public async Task A_token_with_one_letter_changed_is_401()
    {
        var token = await TokenAsync();
        var changed = (token[0] == 'e' ? 'f' : 'e') + token[1..];

        await ExpectAsync(401, TokenInvalid, await CallApiAsync($"Bearer {changed}", Adobe.Credential.ClientId));
    }

    [Fact]
    public async Task A_token_expires_on_the_instant()
    {
        var token = await TokenAsync();

        _clock.Advance(TimeSpan.FromMinutes(5) - TimeSpan.FromMilliseconds(1));
        await ExpectStatusAsync(200, token);
        _clock.Advance(TimeSpan.FromMilliseconds(1));
        await ExpectAsync(401, TokenInvalid, await CallApiAsync($"Bearer {token}", Adobe.Credential.ClientId));
    }

    [Fact]
    public async Task A_new_token_leaves_the_older_ones_valid()
    {
        var first = await TokenAsync();
        var second = await TokenAsync();

        await ExpectStatusAsync(200, first);
        await ExpectStatusAsync(200, second);
    }

    [Fact]
    public async Task A_revoked_token_is_401_and_the_others_are_not()
    {
        var (first, second) = (await TokenAsync(), await TokenAsync());

        Assert.True(Adobe.RevokeToken(first));
        Assert.False(Adobe.RevokeToken(first));
        Assert.False(Adobe.RevokeToken("unknown"));

        await ExpectAsync(401, TokenInvalid, await CallApiAsync($"Bearer {first}", Adobe.Credential.ClientId));
        await ExpectStatusAsync(200, second);
    }

    [Fact]
    public async Task An_expired_token_can_not_be_revoked()
    {
        var token = await TokenAsync();
        _clock.Advance(TimeSpan.FromMinutes(5));

        Assert.False(Adobe.RevokeToken(token));
    }

    [Fact]
    public async Task Revoking_all_spares_the_next_one()
    {
        var (first, second) = (await TokenAsync(), await TokenAsync());

        Adobe.RevokeTokens();

        await ExpectStatusAsync(401, first);
        await ExpectStatusAsync(401, second);
        await ExpectStatusAsync(200, await TokenAsync());
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    public async Task A_missing_api_key_is_403(string? apiKey) =>
        await ExpectAsync(
            403, """{"error_code":"403000","message":"Api Key is required"}""", await CallApiAsync($"Bearer {await TokenAsync()}", apiKey));

    [Fact]
    public async Task The_api_key_of_another_client_is_403() =>
        await ExpectAsync(
            403,
            """{"error_code":"403003","message":"Api Key is invalid"}""",
            await CallApiAsync($"Bearer {await TokenAsync()}", Adobe.AddCredential().ClientId));

    [Fact]
    public async Task The_own_organization_is_accepted_and_another_one_is_403()
    {
        var (authorization, credential) = ($"Bearer {await TokenAsync()}", Adobe.Credential);

        using var own = await CallApiAsync(authorization, credential.ClientId, credential.OrganizationId);

        Assert.Equal(HttpStatusCode.OK, own.StatusCode);
        await ExpectAsync(
            403,
            """{"error_code":"403025","message":"Profile is not valid"}""",
            await CallApiAsync(authorization, credential.ClientId, "0123456789ABCDEF01234567@AdobeOrg"));
    }

    private async Task ExpectStatusAsync(int status, string token)
    {
        using var response = await CallApiAsync($"Bearer {token}", Adobe.Credential.ClientId);
        Assert.Equal(status, (int)response.StatusCode);
    }
}
