using System.Net;
using Adobe.ServerAuth.Testing;

namespace Adobe.ServerAuth.IntegrationTests.Emulator;

public sealed class TokenStateTests : EmulatorTest
{
    private const string ValidatePath = "/ims/validate_token/v1";
    private const string InvalidatePath = "/ims/invalidate_token/v2";
    private const string Truth = "valid";

    private readonly SteppedClock _clock = new();

    protected override ImsEmulatorOptions Options => new() { TimeProvider = _clock, TokenLifetime = TimeSpan.FromMinutes(5) };

    [Fact]
    public async Task A_good_token_is_told_with_its_client_its_scopes_and_its_end()
    {
        var token = await TokenAsync();
        var end = (_clock.GetUtcNow() + TimeSpan.FromMinutes(5)).ToUnixTimeMilliseconds();
        var (client, user) = (Adobe.Credential.ClientId, Adobe.Credential.TechnicalAccountId);

        await ExpectAsync(
            200,
            $$$"""{"valid":true,"token":{"client_id":"{{{client}}}","user_id":"{{{user}}}","scope":"openid,AdobeID,read_organizations","type":"access_token"},"expires_at":{{{end}}}}""",
            await SendAsync(ValidatePath, Asking(token), client));
    }

    [Fact]
    public async Task A_token_is_valid_until_the_instant_it_expires()
    {
        var token = await TokenAsync();

        _clock.Advance(TimeSpan.FromMinutes(5) - TimeSpan.FromMilliseconds(1));
        Assert.True(await IsValidAsync(Asking(token)));
        _clock.Advance(TimeSpan.FromMilliseconds(1));
        Assert.False(await IsValidAsync(Asking(token)));
    }

    [Fact]
    public async Task A_token_that_is_unknown_or_of_another_client_or_type_is_not_valid()
    {
        var token = await TokenAsync();

        Assert.False(await IsValidAsync(Asking("unknown")));
        Assert.False(await IsValidAsync(Asking(await TokenAsync(Adobe.AddCredential()))));
        Assert.False(await IsValidAsync(With(Asking(token), "type", "refresh_token")));
        Assert.True(await IsValidAsync(Asking(token)));
    }

    [Theory]
    [InlineData("access_token", false, null)]
    [InlineData("access_token", true, "all")]
    [InlineData("service_token", true, null)]
    public async Task An_invalidated_token_is_refused_everywhere_and_the_others_are_not(string type, bool showsSecret, string? cascading)
    {
        var (token, other) = (await TokenAsync(), await TokenAsync());
        var fields = With(Ending(token), "token_type", type);
        fields = showsSecret ? With(fields, "client_secret", Adobe.Credential.ClientSecrets[0]) : fields;
        fields = cascading is null ? fields : With(fields, "cascading", cascading);

        await ExpectAsync(200, "", await SendAsync(InvalidatePath, fields, Adobe.Credential.ClientId));
        await ExpectAsync(200, "", await SendAsync(InvalidatePath, fields));

        Assert.False(await IsValidAsync(Asking(token)));
        await ExpectAsync(401, GatewayTests.TokenInvalid, await CallApiAsync($"Bearer {token}", Adobe.Credential.ClientId));
        Assert.True(await IsValidAsync(Asking(other)));
    }

    [Fact]
    public async Task What_is_no_token_needs_no_invalidation()
    {
        var token = await TokenAsync();

        await ExpectAsync(200, "", await SendAsync(InvalidatePath, Ending("unknown")));
        await ExpectAsync(200, "", await SendAsync(InvalidatePath, With(Ending(token), "token_type", "refresh_token")));
        Assert.True(await IsValidAsync(Asking(token)));
    }

    [Fact]
    public async Task A_client_can_not_invalidate_for_another_one_or_with_a_wrong_secret()
    {
        var token = await TokenAsync();
        const string WrongSecret = """{"error":"invalid_client","error_description":"invalid client_secret parameter"}""";

        await ExpectAsync(400, WrongSecret, await SendAsync(InvalidatePath, With(Ending(token), "client_secret", "wrong")));
        await ExpectAsync(400, WrongSecret, await SendAsync(InvalidatePath, With(Ending(token), "token_type", "service_token")));
        using var foreign = await SendAsync(InvalidatePath, With(Ending(token), "client_id", Adobe.AddCredential().ClientId));
        Assert.Equal(HttpStatusCode.BadRequest, foreign.StatusCode);
        Assert.True(await IsValidAsync(Asking(token)));
    }

    [Theory]
    [InlineData(ValidatePath, "type")]
    [InlineData(InvalidatePath, "token_type")]
    public async Task Requests_of_another_form_are_refused(string path, string typeField)
    {
        var token = await TokenAsync();
        var fields = path == ValidatePath ? Asking(token) : Ending(token);
        foreach (var name in new[] { typeField, "client_id", "token" })
        {
            await ExpectRefusalAsync($"missing {name} parameter", path, fields.Where(field => field.Key != name));
            await ExpectRefusalAsync($"repeated {name} parameter", path, fields.Append(new(name, "x")));
        }

        await ExpectRefusalAsync($"invalid {typeField} parameter", path, With(fields, typeField, "other"));
        await ExpectRefusalAsync("unknown parameter", path, With(fields, "other", "x"));
        await ExpectRefusalAsync("X-IMS-ClientId is not the client_id parameter", path, fields, "other");
        var query = await new FormUrlEncodedContent(fields).ReadAsStringAsync(Cancel);
        await ExpectRefusalAsync("parameters in a part of the request where they are not accepted", $"{path}?{query}", []);
        using var byGet = await Http.GetAsync(new Uri(Adobe.ImsEndpoint, $"{path}?{query}"), Cancel);
        Assert.Equal(HttpStatusCode.MethodNotAllowed, byGet.StatusCode);
        using var unknown = await SendAsync(path, With(fields, "client_id", "other"));
        Assert.Equal("invalid_client", (await JsonAsync(unknown)).GetProperty("error").GetString());
        Assert.True(await IsValidAsync(Asking(token)));
    }

    [Fact]
    public async Task They_are_no_token_requests_and_take_no_fault()
    {
        var token = await TokenAsync();
        Adobe.FailNext(ImsFault.Answer(503));
        Adobe.FailShare(1, ImsFault.Answer(503));

        Assert.True(await IsValidAsync(Asking(token)));
        await ExpectAsync(200, "", await SendAsync(InvalidatePath, Ending(token)));
        using var byGet = await Http.GetAsync(new Uri(Adobe.ImsEndpoint, ValidatePath), Cancel);

        Assert.Equal(HttpStatusCode.MethodNotAllowed, byGet.StatusCode);
        Assert.Equal((1, 1, 1), (Adobe.TokenRequestCount, Adobe.TokenRequests.Count, Adobe.PendingFaultCount));
    }

    private Dictionary<string, string> Asking(string token) =>
        new() { ["type"] = "access_token", ["client_id"] = Adobe.Credential.ClientId, ["token"] = token };

    private Dictionary<string, string> Ending(string token) =>
        new() { ["token_type"] = "access_token", ["client_id"] = Adobe.Credential.ClientId, ["token"] = token };

    private static Dictionary<string, string> With(Dictionary<string, string> fields, string name, string value) =>
        new(fields) { [name] = value };

    private async Task<bool> IsValidAsync(Dictionary<string, string> fields)
    {
        using var response = await SendAsync(ValidatePath, fields);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        var json = await JsonAsync(response);
        var isValid = json.GetProperty(Truth).GetBoolean();
        Assert.Equal(isValid ? [Truth, "token", "expires_at"] : [Truth, "reason"], json.EnumerateObject().Select(member => member.Name));
        return isValid;
    }

    private async Task ExpectRefusalAsync(
        string description, string path, IEnumerable<KeyValuePair<string, string>> fields, string? clientIdHeader = null) => await ExpectAsync(
        400,
        $$"""{"error":"invalid_request","error_description":"{{description}}"}""",
        await SendAsync(path, fields, clientIdHeader));

    private async Task<HttpResponseMessage> SendAsync(
        string path, IEnumerable<KeyValuePair<string, string>> fields, string? clientIdHeader = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(Adobe.ImsEndpoint, path)) { Content = new FormUrlEncodedContent(fields) };
        Add(request, "X-IMS-ClientId", clientIdHeader);
        return await Http.SendAsync(request, Cancel);
    }
}
