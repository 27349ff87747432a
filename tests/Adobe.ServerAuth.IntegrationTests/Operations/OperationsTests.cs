using System.Net;
using Adobe.ServerAuth.IntegrationTests.MainJob;
using Microsoft.Extensions.DependencyInjection;

namespace Adobe.ServerAuth.IntegrationTests.Operations;

/// <summary>What people do with a credential while its application works, over sockets.</summary>
public sealed class OperationsTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Under_load_no_request_is_lost_while_secrets_are_replaced_and_the_old_ones_removed()
    {
        await using var app = await OperatedApplication.StartAsync();
        using var load = new ApiLoad(app.Api(), callers: 8);
        await load.SendAsync(20);
        var every = new List<string> { app.Stored };
        for (var rotation = 1; rotation <= 3; rotation++)
        {
            var report = await app.Rotation().RotateAsync(app.Plan(), Cancel);
            Assert.Equal(app.Credential.SecretDetails[1].Id, report.NewSecret.Id);
            Assert.NotNull(report.NewSecret.LastUsedAt);
            every.Add(app.Stored);

            Assert.True(await app.Rotation().RemoveOldAsync(app.Plan(), TimeSpan.Zero, Cancel));
            Assert.Equal(app.Stored, Assert.Single(app.Credential.ClientSecrets));

            // Its tokens outlive a secret; the next one has to come from the new secret.
            var used = app.Credential.SecretDetails[0].LastUsedAt;
            app.Adobe.RevokeTokens();
            await load.SendAsync(20);
            Assert.True(app.Credential.SecretDetails[0].LastUsedAt > used);
        }

        Assert.Empty(await load.StopAsync());
        Assert.Equal(4, every.Distinct().Count());
        Assert.All(every, secret => Assert.DoesNotContain(app.Log.Lines, line => line.Contains(secret[..12], StringComparison.Ordinal)));
        Assert.Equal(3, app.Log.Lines.Count(line => line.Contains("is stored, and a token was had with it", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_run_that_could_not_store_its_secret_is_continued_by_the_next()
    {
        await using var app = await OperatedApplication.StartAsync();
        var (old, plan) = (app.Stored, app.Plan());
        var failing = new ClientSecretRotationPlan((_, _) => throw new IOException("The vault is sealed."), _ => new ValueTask<string?>(app.Stored)) { SaveNote = plan.SaveNote, LoadNote = plan.LoadNote };

        var failure = await Assert.ThrowsAsync<ClientSecretException>(() => app.Rotation().RotateAsync(failing, Cancel));
        Assert.Equal(app.Credential.ClientSecrets[1], failure.NewSecret!.GetValue());
        Assert.DoesNotContain(failure.NewSecret.GetValue(), failure.ToString(), StringComparison.Ordinal);
        Assert.Equal(old, app.Stored);

        // A store that failed may still store: who continues at once waits until it can not any more.
        await app.Rotation(new ShiftedClock { Shift = TimeSpan.FromMinutes(10) }).RotateAsync(plan, Cancel);
        Assert.Equal([old, app.Stored], app.Credential.ClientSecrets);
        Assert.NotEqual(failure.NewSecret.GetValue(), app.Stored);
    }

    [Fact]
    public async Task What_the_console_does_not_allow_is_refused_before_anything_is_changed()
    {
        await using (var app = await OperatedApplication.StartAsync(["openid", "AdobeID", "read_client_secret"]))
        {
            await AssertRefusedAsync(app, "HTTP 403 403011", "manage_client_secrets");
        }

        await using (var app = await OperatedApplication.StartAsync(["openid", "AdobeID"]))
        {
            await AssertRefusedAsync(app, "may not read client secrets");
        }

        await using (var app = await OperatedApplication.StartAsync())
        {
            app.Credential.IsMigrationPending = true;
            await AssertRefusedAsync(app, "While the migration from a Service Account (JWT) credential is pending");
            app.Credential.IsMigrationPending = false;

            app.Credential.AddClientSecret();
            var refusal = await Assert.ThrowsAsync<ClientSecretException>(() => app.Secrets().AddAsync(Cancel));
            Assert.Contains("A credential can have two secrets", refusal.Message, StringComparison.Ordinal);
            var unknown = await Assert.ThrowsAsync<ClientSecretException>(() => app.Secrets().RemoveAsync(Guid.NewGuid().ToString(), Cancel));
            Assert.Equal(HttpStatusCode.NotFound, unknown.StatusCode);
            Assert.Equal(2, app.Credential.ClientSecrets.Count);
        }
    }

    [Fact]
    public async Task A_token_that_is_revoked_is_not_valid_and_the_application_gets_another()
    {
        await using var app = await OperatedApplication.StartAsync();
        var ims = app.Services.GetRequiredService<ImsClient>();
        var token = await app.Services.GetRequiredService<ITokenProvider>().GetTokenAsync(Cancel);

        var before = await ims.ValidateAsync(token, Cancel);
        Assert.True(before.IsValid);
        Assert.Equal((app.Credential.ClientId, app.Credential.TechnicalAccountId), (before.ClientId, before.UserId));
        Assert.Equal(app.Credential.Scopes, before.Scopes);
        Assert.Equal(AccessTokenClaims.Read(token)!.ExpiresAt, before.ExpiresAt);

        await ims.InvalidateAsync(token, Cancel);
        Assert.False((await ims.ValidateAsync(token, Cancel)).IsValid);
        using var response = await app.GetAsync();
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal(2, app.Adobe.IssuedTokenCount);

        var wrong = await Assert.ThrowsAsync<TokenRequestException>(() => ims.InvalidateAsync(token, "not the secret", Cancel));
        Assert.Equal("wrong-secret", wrong.Reason);
    }

    private static async Task AssertRefusedAsync(OperatedApplication app, params string[] texts)
    {
        var refusal = await Assert.ThrowsAsync<ClientSecretException>(() => app.Rotation().RotateAsync(app.Plan(), Cancel));
        Assert.All(texts, text => Assert.Contains(text, refusal.Message, StringComparison.Ordinal));
        Assert.Equal(app.Stored, Assert.Single(app.Credential.ClientSecrets));
    }
}
