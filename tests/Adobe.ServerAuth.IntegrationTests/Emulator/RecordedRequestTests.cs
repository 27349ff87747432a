namespace Adobe.ServerAuth.IntegrationTests.Emulator;

public sealed class RecordedRequestTests : EmulatorTest
{
    [Fact]
    public async Task A_token_request_is_recorded_with_its_answer()
    {
        using var response = await PostAsync(FieldsWith("org_id", Adobe.Credential.OrganizationId));

        var request = Assert.Single(Adobe.TokenRequests);
        Assert.Equal(("POST", TokenPath, 200), (request.Method, request.Path, request.StatusCode));
        Assert.Equal(Adobe.Credential.ClientId, request.ClientId);
        Assert.Equal(Adobe.Credential.OrganizationId, request.OrganizationId);
        Assert.Equal("client_credentials", request.GrantType);
        Assert.Equal(Adobe.Credential.Scopes, request.Scopes);
        Assert.Equal(response.Headers.GetValues("x-debug-id"), [request.DebugId]);
        Assert.Null(request.ErrorCode);
        Assert.Equal("POST /ims/token/v3: 200", request.ToString());
    }

    [Fact]
    public async Task A_refused_token_request_is_recorded_with_its_error()
    {
        using var response = await PostAsync(FieldsWith("client_secret", "p8e-wrong"));

        var request = Assert.Single(Adobe.TokenRequests);
        Assert.Equal((400, "invalid_client"), (request.StatusCode, request.ErrorCode));
        Assert.Equal("invalid client_secret parameter", request.ErrorDescription);
        Assert.Equal("POST /ims/token/v3: 400 invalid_client", request.ToString());
    }

    [Fact]
    public async Task A_misdirected_token_request_is_recorded_without_its_query()
    {
        using var response = await PostAsync(Fields(), $"/ims/ims/token?client_secret={Adobe.Credential.ClientSecrets[0]}");

        var request = Assert.Single(Adobe.TokenRequests);
        Assert.Equal(("/ims/ims/token", 404), (request.Path, request.StatusCode));
        Assert.Null(request.ClientId);
    }

    [Fact]
    public async Task No_property_of_a_token_request_holds_a_secret()
    {
        var secret = Adobe.Credential.ClientSecrets[0];
        await PostAsync(Fields());
        await PostAsync((HttpContent?)null, $"{TokenPath}?client_secret={secret}&{secret}=1");
        await PostAsync(UrlEncoded(secret));

        Assert.All(Adobe.TokenRequests, request => Assert.DoesNotContain(secret, Everything(request)));
    }

    [Fact]
    public async Task An_api_request_is_recorded_without_its_token()
    {
        var token = await TokenAsync();

        using var response = await CallApiAsync($"Bearer {token}", Adobe.Credential.ClientId, path: "/v3/things?limit=10");

        var request = Assert.Single(Adobe.ApiRequests);
        Assert.Equal(("GET", "/v3/things?limit=10"), (request.Method, request.PathAndQuery));
        Assert.Equal((200, 0), (request.StatusCode, request.BodyLength));
        Assert.Equal(Adobe.Credential.ClientId, request.BearerClientId);
        Assert.Equal(Adobe.Credential.ClientId, request.Headers["X-API-KEY"]);
        Assert.Equal(response.Headers.GetValues("X-Request-Id"), [request.RequestId]);
        Assert.Null(request.ErrorCode);
        Assert.Equal("GET /v3/things: 200", request.ToString());
        Assert.DoesNotContain(token, Everything(request));
    }

    [Fact]
    public async Task A_refused_api_request_tells_whose_token_it_was_if_that_is_known()
    {
        var token = await TokenAsync();
        Adobe.RevokeTokens();

        await CallApiAsync($"Bearer {token}");
        await CallApiAsync("Bearer unknown");

        Assert.Equal([Adobe.Credential.ClientId, null], Adobe.ApiRequests.Select(request => request.BearerClientId));
        Assert.Equal(["401013", "401013"], Adobe.ApiRequests.Select(request => request.ErrorCode));
    }

    [Fact]
    public async Task The_three_counts_count_apart()
    {
        await PostAsync(Fields());
        await PostAsync(FieldsWithout("scope"));
        await PostAsync(Fields(), "/nowhere");
        await CallApiAsync(null);

        Assert.Equal((3, 1, 1), (Adobe.TokenRequestCount, Adobe.IssuedTokenCount, Adobe.ApiRequestCount));
    }

    [Fact]
    public async Task A_list_that_was_read_does_not_grow()
    {
        var before = Adobe.TokenRequests;
        await PostAsync(Fields());

        Assert.Empty(before);
        Assert.Single(Adobe.TokenRequests);
    }

    private static string Everything(object record) => System.Text.Json.JsonSerializer.Serialize(record, record.GetType()) + record;
}
