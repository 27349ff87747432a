using System.Net;
using System.Text.Json;
using Adobe.ServerAuth.Testing;

namespace Adobe.ServerAuth.IntegrationTests.Emulator;

public sealed class SecretRotationTests : SecretsApiTest
{
    [Fact]
    public async Task A_secret_is_rotated_from_the_first_list_to_the_end_of_the_old_one()
    {
        var old = Assert.Single(Credential.ClientSecrets);
        var (start, oldId) = (Now, Assert.Single(Credential.SecretDetails).Id);
        var token = await TokenAsync(Credential);
        var oldItem = Item(oldId, start, "Mon, Nov 23 2026 12:00:00.000 UTC", $$"""[{"last_used_at":"{{Milliseconds(start)}}","grant_type":"client_credentials"}]""");
        await ExpectListAsync(token, oldItem);

        Advance(TimeSpan.FromMilliseconds(3_723_004));
        var added = Now;
        var answer = await ExpectNewSecretAsync(token);
        var (newId, secret) = (answer.GetProperty("uuid").GetString()!, answer.GetProperty("client_secret").GetString()!);
        var newItem = Item(newId, added, "Mon, Nov 23 2026 13:02:03.004 UTC", "null");
        Assert.Equal($"{newItem[..^1]},\"client_secret\":\"{secret}\"}}", answer.GetRawText());
        Assert.True(Guid.TryParseExact(newId, "D", out _));
        await ExpectListAsync(token, oldItem, newItem);
        Assert.Equal([old, secret], Credential.ClientSecrets);

        using var third = await CallAsync(HttpMethod.Post, Secrets, token);
        Assert.Equal(HttpStatusCode.BadRequest, third.StatusCode);
        Assert.Contains("two", (await JsonAsync(third)).GetProperty("message").GetString(), StringComparison.Ordinal);

        Advance(TimeSpan.FromMinutes(1));
        await ExpectTokenAsync(HttpStatusCode.OK, secret);
        var details = Credential.SecretDetails;
        Assert.Equal([(oldId, start, start), (newId, added, Now)], details.Select(each => (each.Id, each.CreatedAt, each.LastUsedAt!.Value)));
        var used = (await ExpectSecretsAsync(token))[1].GetProperty("secret_usages")[0];
        Assert.Equal(Milliseconds(Now), used.GetProperty("last_used_at").GetString());

        using var deleted = await CallAsync(HttpMethod.Delete, $"{Secrets}/{oldId}", token);
        Assert.Equal((HttpStatusCode.NoContent, ""), (deleted.StatusCode, await TextAsync(deleted)));
        await ExpectTokenAsync(HttpStatusCode.BadRequest, old);
        await ExpectTokenAsync(HttpStatusCode.OK, secret);
        Assert.Equal(newId, Assert.Single((await ExpectSecretsAsync(token)).EnumerateArray()).GetProperty("uuid").GetString());

        Assert.Equal([200, 201, 200, 400, 200, 204, 200], Adobe.ApiRequests.Select(request => request.StatusCode));
        var records = JsonSerializer.Serialize(Adobe.ApiRequests) + string.Concat(Adobe.ApiRequests) + string.Concat(details) + JsonSerializer.Serialize(details);
        Assert.All([old, secret, token], hidden => Assert.DoesNotContain(hidden, records, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Only_a_request_that_brings_a_token_is_a_use()
    {
        var secret = Credential.ClientSecrets[0];
        foreach (var (name, value) in new[] { ("scope", "other"), ("org_id", "other"), ("grant_type", "other"), ("client_id", "other") })
        {
            using var refused = await PostAsync(new Dictionary<string, string>(Fields(Credential)) { [name] = value });
            Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        }

        await ExpectTokenAsync(HttpStatusCode.BadRequest, "wrong");
        Assert.Null(Credential.SecretDetails[0].LastUsedAt);
        Adobe.FailNext(ImsFault.Answer(503));
        await ExpectTokenAsync(HttpStatusCode.ServiceUnavailable, secret);
        Assert.Null(Credential.SecretDetails[0].LastUsedAt);

        Advance(TimeSpan.FromDays(1));
        using var granted = await PostAsync([new("client_id", Credential.ClientId), new("client_secret", secret)], "/token");
        Assert.Equal(HttpStatusCode.OK, granted.StatusCode);
        Assert.Equal(Now, Credential.SecretDetails[0].LastUsedAt);
    }

    [Fact]
    public async Task Secrets_that_are_changed_in_code_are_listed_too_without_a_limit()
    {
        var token = await TokenAsync(Credential);
        Credential.AddClientSecret("second");
        Advance(TimeSpan.FromHours(1));
        Credential.AddClientSecret("third");
        Assert.True(Credential.RemoveClientSecret("second"));
        Credential.AddClientSecret("fourth");

        var listed = (await ExpectSecretsAsync(token)).EnumerateArray().ToList();

        Assert.Equal(Credential.SecretDetails.Select(each => each.Id), listed.Select(each => each.GetProperty("uuid").GetString()));
        Assert.Equal([Now - TimeSpan.FromHours(1), Now, Now], Credential.SecretDetails.Select(each => each.CreatedAt));
        using var more = await CallAsync(HttpMethod.Post, Secrets, token);
        Assert.Equal(HttpStatusCode.BadRequest, more.StatusCode);
    }

    [Fact]
    public async Task A_pending_migration_lets_secrets_be_read_but_not_changed()
    {
        var (token, id) = (await TokenAsync(Credential), Credential.SecretDetails[0].Id);
        Credential.IsMigrationPending = true;

        using var added = await CallAsync(HttpMethod.Post, Secrets, token);
        using var deleted = await CallAsync(HttpMethod.Delete, $"{Secrets}/{id}", token);

        Assert.All([added, deleted], response => Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode));
        Assert.Contains("migration", await TextAsync(added), StringComparison.Ordinal);
        Assert.Contains("migration", await TextAsync(deleted), StringComparison.Ordinal);
        Assert.Single((await ExpectSecretsAsync(token)).EnumerateArray());
        Credential.IsMigrationPending = false;
        await ExpectNewSecretAsync(token);
    }

    [Fact]
    public async Task The_last_secret_can_be_deleted()
    {
        var (token, secret) = (await TokenAsync(Credential), Credential.ClientSecrets[0]);

        using var deleted = await CallAsync(HttpMethod.Delete, $"{Secrets}/{Credential.SecretDetails[0].Id}", token);

        Assert.Equal(HttpStatusCode.NoContent, deleted.StatusCode);
        await ExpectTokenAsync(HttpStatusCode.BadRequest, secret);
        await ExpectListAsync(token);
    }

    [Fact]
    public async Task Of_20_at_once_one_adds_a_secret_and_one_deletes_it()
    {
        var token = await TokenAsync(Credential);

        for (var round = 0; round < 10; round++)
        {
            Assert.Equal([201, .. Enumerable.Repeat(400, 19)], await TwentyTimesAsync(HttpMethod.Post, Secrets));
            var id = Credential.SecretDetails[1].Id;
            Assert.Equal([204, .. Enumerable.Repeat(404, 19)], await TwentyTimesAsync(HttpMethod.Delete, $"{Secrets}/{id}"));
            Assert.Single(Credential.ClientSecrets);
        }

        async Task<IEnumerable<int>> TwentyTimesAsync(HttpMethod method, string path)
        {
            var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => CallAsync(method, path, token)));
            return answers.Select(answer => (int)answer.StatusCode).Order();
        }
    }

    [Fact]
    public void A_secret_of_a_new_emulator_is_as_old_as_the_emulator() =>
        Assert.Equal((Now, null), (Adobe.Credential.SecretDetails[0].CreatedAt, Adobe.Credential.SecretDetails[0].LastUsedAt));

    private async Task ExpectTokenAsync(HttpStatusCode status, string secret)
    {
        using var response = await AskTokenAsync(secret);
        Assert.Equal(status, response.StatusCode);
    }

    private async Task ExpectListAsync(string token, params string[] items) => await ExpectAsync(
        200,
        $$"""{"client_id":"{{Credential.ClientId}}","client_secrets":[{{string.Join(',', items)}}]}""",
        await CallAsync(HttpMethod.Get, Secrets, token));

    private static string Item(string id, DateTimeOffset createdAt, string createdAtText, string usages) =>
        """{"expires_at":"PERMANENT","expires_at_str":"PERMANENT",""" +
        $"\"created_at\":\"{Milliseconds(createdAt)}\",\"created_at_str\":\"{createdAtText}\",\"uuid\":\"{id}\",\"secret_usages\":{usages}}}";
}
