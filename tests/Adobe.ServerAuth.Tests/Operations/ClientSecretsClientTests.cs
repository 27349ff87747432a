using System.Net;
using System.Text.Json;
using Adobe.ServerAuth.Tests.Fakes;

namespace Adobe.ServerAuth.Tests.Operations;

public sealed class ClientSecretsClientTests
{
    // As docs/ims-protocol.md 6 has it.
    private const string Listed = """
        {"client_id":"4f6c1d2e8b9a47035c61de90ab7f8e23","client_secrets":[
          {"expires_at":"1782448485000","created_at":"1683162010101","uuid":"b2","secret_usages":null},
          {"expires_at":"PERMANENT","expires_at_str":"PERMANENT","created_at":"1682448485000","created_at_str":"Tue, Apr 25 2023 18:48:05.000 UTC","uuid":"a1",
           "secret_usages":[{"last_used_at":"1683162010101","grant_type":"client_credentials"},{"last_used_at":1683162010000,"grant_type":"jwt"}]}]}
        """;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_list_tells_ages_ends_and_uses_oldest_first()
    {
        var api = new StubHandler(_ => Make.Response(HttpStatusCode.OK, Listed));

        var secrets = await Client(api).ListAsync(Cancel);

        var request = Assert.Single(api.Seen);
        Assert.Equal((HttpMethod.Get, "https://api.adobe.io/console/organizations/12345/credentials/222222/secrets"), (request.Method, request.Address!.AbsoluteUri));
        Assert.Equal("application/json", request.Headers["Accept"]);
        Assert.Equal(["a1", "b2"], secrets.Select(secret => secret.Id));
        Assert.All(secrets, secret => Assert.Equal(Make.ClientId, secret.ClientId));
        Assert.Equal(new DateTimeOffset(2023, 4, 25, 18, 48, 5, TimeSpan.Zero), secrets[0].CreatedAt);
        Assert.Null(secrets[0].ExpiresAt);
        Assert.Equal(DateTimeOffset.FromUnixTimeMilliseconds(1782448485000), secrets[1].ExpiresAt);
        Assert.Equal(["client_credentials", "jwt"], secrets[0].Usages.Select(usage => usage.GrantType));
        Assert.Equal(DateTimeOffset.FromUnixTimeMilliseconds(1683162010101), secrets[0].LastUsedAt);
        Assert.Equal("client_credentials at 2023-05-04T01:00:10.1010000+00:00", secrets[0].Usages[0].ToString());
        Assert.Null(secrets[1].LastUsedAt);
        Assert.Equal("b2, added 2023-05-04 01:00:10Z, never used", secrets[1].ToString());
        Assert.Equal("a1, added 2023-04-25 18:48:05Z, last used 2023-05-04 01:00:10Z", secrets[0].ToString());
    }

    [Fact]
    public async Task A_new_secret_has_its_text_where_nobody_shows_it()
    {
        var api = new StubHandler(_ => Make.Response(HttpStatusCode.Created, $$"""{"created_at":"1682448485000","uuid":"c3","client_secret":"{{Make.Secret}}","secret_usages":null}"""));

        var secret = await Client(api).AddAsync(Cancel);

        Assert.Equal(HttpMethod.Post, Assert.Single(api.Seen).Method);
        Assert.Null(api.Seen[0].Body);
        Assert.Equal(("c3", Make.Secret, DateTimeOffset.FromUnixTimeMilliseconds(1682448485000)), (secret.Id, secret.GetValue(), secret.CreatedAt));
        Leaks.AssertNone(Make.Secret, secret.ToString(), JsonSerializer.Serialize(secret), JsonSerializer.Serialize(new ClientSecretException("") { NewSecret = secret }.NewSecret));
        Assert.Contains("c3", secret.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_new_secret_without_an_identifier_is_not_lost()
    {
        var api = new StubHandler(_ => Make.Response(HttpStatusCode.Created, $$"""{"client_secret":"{{Make.Secret}}"}"""));

        var failure = await Assert.ThrowsAsync<ClientSecretException>(() => Client(api).AddAsync(Cancel));

        Assert.Equal(Make.Secret, failure.NewSecret!.GetValue());
        Leaks.AssertNone(Make.Secret, Leaks.TextsOf(failure));
    }

    [Fact]
    public async Task A_secret_is_removed_by_its_identifier()
    {
        var api = new StubHandler(_ => new HttpResponseMessage(HttpStatusCode.NoContent));

        await Client(api).RemoveAsync("a1-b2", Cancel);

        Assert.Equal((HttpMethod.Delete, "https://api.adobe.io/console/organizations/12345/credentials/222222/secrets/a1-b2"), (Assert.Single(api.Seen).Method, api.Seen[0].Address!.AbsoluteUri));
        // A proxy's page is no answer to that.
        var page = new StubHandler(_ => Make.Response(HttpStatusCode.OK, "<html>Sign in"));
        Assert.Contains("something else than Adobe documents", (await Assert.ThrowsAsync<ClientSecretException>(() => Client(page).RemoveAsync("a1", Cancel))).Message, StringComparison.Ordinal);
        foreach (var none in new[] { "../secrets", "a/b", "a b", Make.Secret + "?" })
        {
            var refusal = await Assert.ThrowsAsync<ArgumentException>("secretId", () => Client(api).RemoveAsync(none, Cancel));
            Leaks.AssertNone(Make.Secret, refusal.Message);
        }

        Assert.Single(api.Seen);
    }

    // Before a list is believed in which half is missing, nothing is.
    [Theory]
    [InlineData("")]
    [InlineData("<html>")]
    [InlineData("[]")]
    [InlineData("""{"client_secrets":[]}""")]
    [InlineData("""{"client_id":"a","client_secrets":null}""")]
    [InlineData("""{"client_id":"a","client_secrets":[{"uuid":"b"}]}""")]
    [InlineData("""{"client_id":"a","client_secrets":[{"created_at":"1682448485000"}]}""")]
    [InlineData("""{"client_id":"a","client_secrets":[{"uuid":"b","created_at":"1682448485000","secret_usages":[{"last_used_at":"never"}]}]}""")]
    public async Task What_is_no_list_is_told(string body)
    {
        var client = Client(new StubHandler(_ => Make.Response(HttpStatusCode.OK, body)));

        Assert.Contains("something else than Adobe documents", (await Assert.ThrowsAsync<ClientSecretException>(() => client.ListAsync(Cancel))).Message, StringComparison.Ordinal);
        var added = await Assert.ThrowsAsync<ClientSecretException>(() => client.AddAsync(Cancel));
        Assert.Contains("A secret may have been added all the same", added.Message, StringComparison.Ordinal);
        Assert.False(added.IsTransient);
    }

    [Theory]
    [InlineData(401, """{"error_code":"401013","message":"Oauth token is not valid"}""", "401013", false, "The token is not accepted: it was revoked")]
    [InlineData(403, """{"error_code":403011,"message":"Scope mismatch"}""", "403011", false, "may not read client secrets. The project needs the I/O Management API")]
    [InlineData(403, """{"error_code":"403010","message":"Oauth token is missing"}""", "403010", false, "AdobeServerAuthHandler")]
    [InlineData(403, """{"error_code":"403000","message":"Api Key is required"}""", "403000", false, "SendApiKey")]
    [InlineData(403, """{"error":{"code":"Forbidden","message":"Client ID is invalid","details":{"error_code":"403003"}}}""", "403003", false, "\"Client ID is invalid\"")]
    [InlineData(403, """{"error_code":"503020","message":"Could not read the profile"}""", "503020", true, "mostly passes")]
    [InlineData(404, "", null, false, "numbers of organization and credential")]
    [InlineData(429, """{"error_code":"429050"}""", "429050", true, "mostly passes")]
    [InlineData(500, "<html>", null, true, "HTTP 500")]
    [InlineData(403, """{"error_code":"\ud800"}""", null, false, "may not read")]
    [InlineData(302, "", null, false, "HTTP 302")]
    public async Task Each_refusal_says_what_to_do(int status, string body, string? code, bool isTransient, string text)
    {
        var api = new StubHandler(_ => Make.Response((HttpStatusCode)status, body, headers =>
        {
            headers.Add("X-Request-Id", "request-1\u0001");
            headers.Add("Retry-After", "7");
        }));

        var refusal = await Assert.ThrowsAsync<ClientSecretException>(() => Client(api).ListAsync(Cancel));

        Assert.Contains(text, refusal.Message, StringComparison.Ordinal);
        Assert.Contains("(X-Request-Id: request-1)", refusal.Message, StringComparison.Ordinal);
        Assert.Equal(((HttpStatusCode)status, code, isTransient, "request-1", TimeSpan.FromSeconds(7)), (refusal.StatusCode!.Value, refusal.ErrorCode, refusal.IsTransient, refusal.RequestId, refusal.RetryAfter!.Value));
        Assert.Single(api.Seen);
    }

    [Fact]
    public async Task Exceptions_of_the_handlers_before_it_pass_and_those_of_the_network_are_explained()
    {
        var blocked = new RequestBlockedException("No.");
        Assert.Same(blocked, await Assert.ThrowsAsync<RequestBlockedException>(() => Client(new StubHandler(_ => throw blocked)).ListAsync(Cancel)));

        var client = Client(new StubHandler(_ => throw new HttpRequestException("Proxy http://user:" + Make.Secret + "@proxy failed")));
        foreach (var call in new Func<Task>[] { () => client.AddAsync(Cancel), () => client.RemoveAsync("a1", Cancel) })
        {
            var failure = await Assert.ThrowsAsync<ClientSecretException>(call);
            Assert.True(failure.IsTransient);
            Assert.Contains("not known whether it was done", failure.Message, StringComparison.Ordinal);
            Leaks.AssertNone(Make.Secret, Leaks.TextsOf(failure));
        }

        using var cancelled = new CancellationTokenSource();
        await cancelled.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => client.ListAsync(cancelled.Token));
    }

    [Fact]
    public async Task An_answer_that_never_comes_is_waited_for_30_seconds()
    {
        var clock = new TestClock();
        var api = new StubHandler(async (_, cancellationToken) =>
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, CancellationToken.None);
            return null!;
        });

        var listing = new ClientSecretsClient(new HttpMessageInvoker(api), "1", "2", new Uri("http://127.0.0.1:1/console"), clock).ListAsync(Cancel);
        while (api.Seen.Count == 0 || clock.NextLimit is null)
        {
            await Task.Yield();
        }

        clock.Advance(TimeSpan.FromSeconds(29.9));
        Assert.False(listing.IsCompleted);
        clock.Advance(TimeSpan.FromSeconds(0.1));
        Assert.True((await Assert.ThrowsAsync<ClientSecretException>(() => listing)).IsTransient);
        Assert.Equal("http://127.0.0.1:1/console/organizations/1/credentials/2/secrets", api.Seen[0].Address!.AbsoluteUri);
    }

    [Theory]
    [InlineData("0123456789ABCDEF01234567@AdobeOrg", "2", "organizationId", "name in IMS (…@AdobeOrg), and this API wants its number")]
    [InlineData("", "2", "organizationId", "must be the organization's number")]
    [InlineData("12/../3", "2", "organizationId", "digits alone")]
    [InlineData("1", Make.ClientId, "credentialId", "is the client id, and this API wants the credential's number")]
    [InlineData("1", "two", "credentialId", "id of an entry in credentials")]
    public void Ids_are_numbers_and_the_error_tells_where_they_are(string organization, string credential, string name, string text)
    {
        var refusal = Assert.Throws<ArgumentException>(name, () => new ClientSecretsClient(new HttpMessageInvoker(new StubHandler(_ => null!)), organization, credential));

        Assert.Contains(text, refusal.Message, StringComparison.Ordinal);
        Assert.Contains("projects/{organization}/{project}/credentials/{credential}", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Arguments_must_make_sense()
    {
        using var api = new HttpMessageInvoker(new StubHandler(_ => null!));
        Assert.Throws<ArgumentNullException>("api", () => new ClientSecretsClient(null!, "1", "2"));
        Assert.Throws<ArgumentNullException>("organizationId", () => new ClientSecretsClient(api, null!, "2"));
        Assert.Throws<ArgumentNullException>("credentialId", () => new ClientSecretsClient(api, "1", null!));
        Assert.Throws<ArgumentNullException>("consoleEndpoint", () => new ClientSecretsClient(api, "1", "2", null!));
        Assert.Throws<ArgumentNullException>("timeProvider", () => new ClientSecretsClient(api, "1", "2", new Uri("https://a"), null!));
        Assert.Equal("2", new ClientSecretsClient(api, "1", "2").CredentialId);
        foreach (var address in new[] { "http://api.adobe.io/console", "https://u@api.adobe.io", "https://api.adobe.io?a", "ftp://localhost" })
        {
            Assert.Throws<ArgumentException>("consoleEndpoint", () => new ClientSecretsClient(api, "1", "2", new Uri(address)));
        }

        Assert.Throws<ArgumentException>("id", () => new NewClientSecret("", "a", default));
        Assert.Throws<ArgumentException>("value", () => new NewClientSecret("a", "", default));
        Assert.Throws<ArgumentException>("grantType", () => new ClientSecretUsage("", default));
        Assert.Throws<ArgumentException>("clientId", () => new ClientSecretInfo("", "a", default, null, []));
        Assert.Throws<ArgumentException>("id", () => new ClientSecretInfo("a", "", default, null, []));
        Assert.Throws<ArgumentNullException>("usages", () => new ClientSecretInfo("a", "a", default, null, null!));
        var cause = new IOException();
        Assert.Equal("The client secrets of the credential could not be managed.", new ClientSecretException().Message);
        Assert.Equal("a", new ClientSecretException("a").Message);
        Assert.Same(cause, new ClientSecretException("a", cause).InnerException);
    }

    private static ClientSecretsClient Client(StubHandler api) => new(new HttpMessageInvoker(api), "12345", "222222");
}
