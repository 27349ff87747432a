using System.Net;
using Adobe.ServerAuth.Tests.Caching;
using Adobe.ServerAuth.Tests.DependencyInjection;
using Adobe.ServerAuth.Tests.Fakes;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Adobe.ServerAuth.Tests.Hosting;

/// <summary>The health of one credential from its first to its last day.</summary>
public class HealthLifeTests
{
    private readonly HealthApp _app = new();

    public HealthLifeTests()
    {
        _app.App.WithCredential();
        _app.Checks.AddAdobeServerAuth();
    }

    [Fact]
    public async Task Health_follows_the_token_and_a_thousand_checks_in_each_state_make_no_request()
    {
        await IsAsync(HealthStatus.Healthy, "idle: no token was asked for yet, or none since the configuration changed.", "state=Idle");

        await App.TokenOf(_app.Services);
        await IsAsync(HealthStatus.Healthy, "ready: the token can be used for 3570 s.", "state=Ready usableForSeconds=3570");

        // Due, and still usable.
        _app.Refusal = () => Make.Response(HttpStatusCode.BadRequest, Make.ErrorJson("invalid_client", "invalid client_secret parameter: " + Make.Secret));
        _app.App.Clock.Advance(TimeSpan.FromMinutes(56));
        await App.TokenOf(_app.Services);
        await CacheFixture.SettledAsync(() => !Status().IsFetching && Status().FailureReason is not null);
        var pause = Status().NextAttemptIn!.Value.TotalSeconds;
        await IsAsync(
            HealthStatus.Degraded,
            FormattableString.Invariant($"The token could not be renewed: wrong-secret (invalid_client, HTTP 400), 0 s ago; the token can be used for 210 s, and IMS is not asked again for {pause:0.#} s."),
            FormattableString.Invariant($"state=RenewalFailing usableForSeconds=210 reason=wrong-secret errorCode=invalid_client statusCode=400 isTransient=False failureAgeSeconds=0 nextAttemptInSeconds={Math.Round(pause, 1)}"));

        // It ends, and nobody asks.
        _app.App.Clock.Advance(TimeSpan.FromSeconds(210));
        await IsAsync(
            HealthStatus.Unhealthy,
            "No usable token: wrong-secret (invalid_client, HTTP 400), 210 s ago; the next call has IMS asked again.",
            "state=NoToken reason=wrong-secret errorCode=invalid_client statusCode=400 isTransient=False failureAgeSeconds=210");

        await Assert.ThrowsAsync<TokenRequestException>(() => App.TokenOf(_app.Services));
        _app.App.Clock.Advance(TimeSpan.FromSeconds(12));
        await IsAsync(
            HealthStatus.Unhealthy,
            "No usable token: wrong-secret (invalid_client, HTTP 400), 12 s ago; IMS is not asked again for 8 s.",
            "state=NoToken reason=wrong-secret errorCode=invalid_client statusCode=400 isTransient=False failureAgeSeconds=12 nextAttemptInSeconds=8");
        _app.App.Clock.Advance(TimeSpan.FromDays(1));
        await IsAsync(HealthStatus.Unhealthy, "No usable token: wrong-secret (invalid_client, HTTP 400), 86412 s ago; the next call has IMS asked again.", null);

        _app.Refusal = null;
        await App.TokenOf(_app.Services);
        await IsAsync(HealthStatus.Healthy, "ready: the token can be used for 3570 s.", "state=Ready usableForSeconds=3570");

        _app.App.Clock.Advance(TimeSpan.FromDays(1));
        await IsAsync(HealthStatus.Healthy, "idle: the token ended, and none was asked for since.", "state=Idle");
        Assert.Equal(4, _app.App.Ims.Seen.Count);
    }

    [Fact]
    public async Task A_running_fetch_is_told_and_not_joined()
    {
        var answer = new TaskCompletionSource<HttpResponseMessage>(TaskCreationOptions.RunContinuationsAsynchronously);
        var app = new App(new StubHandler((_, _) => answer.Task)).WithCredential();
        app.Services.AddHealthChecks().AddAdobeServerAuth();
        await using var services = app.Services.BuildServiceProvider();
        var checks = services.GetRequiredService<HealthCheckService>();
        var waiting = App.TokenOf(services);

        var entry = (await checks.CheckHealthAsync(TestContext.Current.CancellationToken)).Entries["adobe-serverauth"];

        Assert.Equal((HealthStatus.Healthy, "There is no token yet; one is being fetched."), (entry.Status, entry.Description));
        Assert.False(waiting.IsCompleted);
        answer.SetResult(Make.Response(HttpStatusCode.OK, Make.TokenJson()));
        Assert.Equal("token-1", await waiting);
    }

    [Fact]
    public async Task A_code_that_repeats_the_secret_or_the_client_id_is_not_shown()
    {
        _app.Refusal = () => Make.Response(HttpStatusCode.BadRequest, Make.ErrorJson($"unknown_client:{Make.ClientId} <b>{Make.Secret}", Make.Secret));
        await Assert.ThrowsAsync<TokenRequestException>(() => App.TokenOf(_app.Services));

        var entry = await _app.CheckAsync();

        Assert.Equal((HealthStatus.Unhealthy, "_OTHER"), (entry.Status, entry.Data["errorCode"]));
        Leaks.AssertNone(Make.Secret, HealthApp.TextsOf(entry));
        Leaks.AssertNone(Make.ClientId, HealthApp.TextsOf(entry));
    }

    [Fact]
    public async Task A_token_that_an_API_refuses_and_that_can_not_be_renewed_degrades_health_while_IMS_is_not_asked_again()
    {
        var provider = _app.Services.GetRequiredService<ITokenProvider>();
        var token = await provider.GetTokenAsync(TestContext.Current.CancellationToken);
        _app.Refusal = () => Make.Response(HttpStatusCode.BadRequest, Make.ErrorJson("invalid_client", "invalid client_secret parameter"));
        await Assert.ThrowsAsync<TokenRequestException>(() => provider.RenewTokenAsync(token, TestContext.Current.CancellationToken).AsTask());

        await IsAsync(
            HealthStatus.Degraded,
            "An API refused the token, and it could not be renewed, so callers may get the API's refusal: wrong-secret (invalid_client, HTTP 400), 0 s ago; by its age the token can be used for 3570 s, and IMS is not asked again for 10 s.",
            "state=RenewalFailing usableForSeconds=3570 isTokenRefused=True reason=wrong-secret errorCode=invalid_client statusCode=400 isTransient=False failureAgeSeconds=0 nextAttemptInSeconds=10");
        _app.App.Clock.Advance(TimeSpan.FromSeconds(10));
        await IsAsync(HealthStatus.Healthy, "ready: the token can be used for 3560 s.", "state=Ready usableForSeconds=3560");
    }

    private CredentialStatus Status() => _app.Services.GetRequiredService<ICredentialStatusSource>().GetStatus("");

    private async Task IsAsync(HealthStatus health, string description, string? data)
    {
        var before = _app.App.Ims.Seen.Count;
        var entry = await _app.CheckAsync();
        for (var i = 1; i < 1_000; i++)
        {
            Assert.Equal(description, (await _app.CheckAsync()).Description);
        }

        Assert.Equal((health, description), (entry.Status, entry.Description));
        Assert.Equal(data ?? Told(entry), Told(entry));
        Assert.Equal(before, _app.App.Ims.Seen.Count);
        foreach (var secret in new[] { Make.Secret, _app.Token, Make.ClientId })
        {
            Leaks.AssertNone(secret, HealthApp.TextsOf(entry));
        }
    }

    private static string Told(HealthReportEntry entry) => string.Join(" ", entry.Data.Select(pair => FormattableString.Invariant($"{pair.Key}={pair.Value}")));
}
