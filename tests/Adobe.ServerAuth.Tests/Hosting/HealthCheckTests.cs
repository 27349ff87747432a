using Adobe.ServerAuth.Tests.DependencyInjection;
using Adobe.ServerAuth.Tests.Fakes;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Options;

namespace Adobe.ServerAuth.Tests.Hosting;

public class HealthCheckTests
{
    private readonly HealthApp _app = new();

    [Fact]
    public async Task Each_credential_has_a_health_of_its_own()
    {
        var ims = new TellingIms();
        ims.Refuse("client-of-analytics");
        var app = new App(ims.Handler).WithCredential();
        foreach (var name in new[] { "analytics", "campaign" })
        {
            app.Services.AddAdobeServerAuth(name, App.Fill(options => options.ClientId = "client-of-" + name)).ConfigureImsHttpClient(app.ToStub);
            app.Services.AddHealthChecks().AddAdobeServerAuth(name);
        }

        app.Services.AddHealthChecks().AddAdobeServerAuth();
        await using var services = app.Services.BuildServiceProvider();
        await App.TokenOf(services, "campaign");
        await Assert.ThrowsAsync<TokenRequestException>(() => App.TokenOf(services, "analytics"));

        var entries = (await services.GetRequiredService<HealthCheckService>().CheckHealthAsync(TestContext.Current.CancellationToken)).Entries;

        Assert.Equal(
            [("adobe-serverauth", "Idle"), ("adobe-serverauth-analytics", "NoToken"), ("adobe-serverauth-campaign", "Ready")],
            entries.OrderBy(entry => entry.Key, StringComparer.Ordinal).Select(entry => (entry.Key, (string)entry.Value.Data["state"])));
        Assert.Equal(HealthStatus.Unhealthy, entries["adobe-serverauth-analytics"].Status);
        Assert.All(entries.Where(entry => entry.Key != "adobe-serverauth-analytics"), entry => Assert.Equal(HealthStatus.Healthy, entry.Value.Status));
    }

    [Fact]
    public async Task An_invalid_change_degrades_health_until_it_is_mended()
    {
        var source = new ReloadableSource();
        _app.App.Services.AddSingleton<IConfiguration>(source.Configuration).AddAdobeServerAuth().ConfigureImsHttpClient(_app.App.ToStub);
        _app.Checks.AddAdobeServerAuth();
        await App.TokenOf(_app.Services);

        source["ClientSecret"] = null;
        source.Reload();
        _app.App.Clock.Advance(TimeSpan.FromSeconds(30));
        var invalid = await _app.CheckAsync();
        _app.App.Clock.Advance(TimeSpan.FromDays(1));
        var idle = await _app.CheckAsync();
        _app.Refusal = () => Make.Response(System.Net.HttpStatusCode.Forbidden, "<html>");
        await Assert.ThrowsAsync<TokenRequestException>(() => App.TokenOf(_app.Services));
        var dead = await _app.CheckAsync();
        source["ClientSecret"] = Make.Secret;
        source.Reload();
        var mended = await _app.CheckAsync();

        const string Told = "The configuration was changed to an invalid one 30 s ago, so the last valid one stays in use; the log tells what is wrong (event 500, InvalidChange).";
        Assert.Equal((HealthStatus.Degraded, "ready: the token can be used for 3540 s. " + Told), (invalid.Status, invalid.Description));
        Assert.Equal(30.0, invalid.Data["invalidChangeAgeSeconds"]);
        Assert.Equal((HealthStatus.Degraded, HealthStatus.Unhealthy), (idle.Status, dead.Status));
        Assert.Contains("The configuration was changed to an invalid one 86430 s ago", dead.Description, StringComparison.Ordinal);
        Assert.Equal(HealthStatus.Unhealthy, mended.Status);
        Assert.DoesNotContain("configuration", mended.Description, StringComparison.Ordinal);
        Leaks.AssertNone(Make.Secret, [.. HealthApp.TextsOf(invalid), .. HealthApp.TextsOf(dead)]);
    }

    [Fact]
    public async Task A_name_that_nobody_registered_is_unhealthy_and_the_others_are_not_told()
    {
        _app.App.Services.AddAdobeServerAuth("analytics", App.Fill());
        _app.Checks.AddAdobeServerAuth("analitics").AddAdobeServerAuth();

        var typo = await _app.CheckAsync("adobe-serverauth-analitics");
        var byDefault = await _app.CheckAsync();

        Assert.Equal((HealthStatus.Unhealthy, HealthStatus.Unhealthy), (typo.Status, byDefault.Status));
        Assert.StartsWith("There is no credential 'analitics': register it with services.AddAdobeServerAuth(\"analitics\", …)", typo.Description, StringComparison.Ordinal);
        Assert.StartsWith("There is no default credential: register it with services.AddAdobeServerAuth()", byDefault.Description, StringComparison.Ordinal);
        Assert.DoesNotContain("analytics", typo.Description + byDefault.Description, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Health_checks_without_the_library_say_so()
    {
        _app.Checks.AddAdobeServerAuth().AddAdobeServerAuth("", "mild", HealthStatus.Degraded, []);

        var entry = await _app.CheckAsync();
        var mild = await _app.CheckAsync("mild");

        Assert.Equal((HealthStatus.Unhealthy, HealthStatus.Degraded), (entry.Status, mild.Status));
        Assert.Contains("call services.AddAdobeServerAuth() too", entry.Description, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_disposed_container_and_a_name_that_is_not_printable_are_told_as_any_failure()
    {
        _app.App.WithCredential();
        _app.Checks.AddAdobeServerAuth("a\u001b[31mb\nc", "mild", HealthStatus.Degraded, []).AddAdobeServerAuth("", "disposed", HealthStatus.Degraded, []);
        var unknown = await _app.CheckAsync("mild");
        var registration = _app.Services.GetRequiredService<IOptions<HealthCheckServiceOptions>>().Value.Registrations.Single(one => one.Name == "disposed");
        var check = registration.Factory(_app.Services);
        await ((ServiceProvider)_app.Services).DisposeAsync();

        var disposed = await check.CheckHealthAsync(new HealthCheckContext { Registration = registration }, TestContext.Current.CancellationToken);

        Assert.Equal(HealthStatus.Degraded, unknown.Status);
        Assert.StartsWith("There is no credential 'a[31mbc'", unknown.Description, StringComparison.Ordinal);
        Assert.Equal((HealthStatus.Degraded, "The container that the credential belongs to was disposed."), (disposed.Status, disposed.Description));
    }

    [Fact]
    public async Task A_check_has_the_name_the_tags_and_the_failure_status_that_it_is_given()
    {
        _app.App.WithCredential();
        _app.Checks.AddAdobeServerAuth("", "firefly", HealthStatus.Degraded, ["ready", "adobe"]);
        _app.Refusal = () => Make.Response(System.Net.HttpStatusCode.BadRequest, Make.ErrorJson("invalid_client", "invalid client_secret parameter"));
        await Assert.ThrowsAsync<TokenRequestException>(() => App.TokenOf(_app.Services));

        var entry = await _app.CheckAsync("firefly");

        Assert.Equal(HealthStatus.Degraded, entry.Status);
        Assert.StartsWith("No usable token: ", entry.Description, StringComparison.Ordinal);
        Assert.Equal(["adobe", "ready"], entry.Tags.Order());
    }

    [Fact]
    public async Task A_name_that_comes_at_run_time_is_healthy_from_its_first_use_on()
    {
        _app.App.Services.AddAdobeServerAuth("registered", App.Fill());
        _app.App.Services.ConfigureAll(App.Fill());
        _app.Checks.AddAdobeServerAuth("tenant");

        var before = await _app.CheckAsync("adobe-serverauth-tenant");
        _app.Services.GetRequiredService<ITokenProviderFactory>().GetProvider("tenant");
        var after = await _app.CheckAsync("adobe-serverauth-tenant");

        Assert.Equal((HealthStatus.Unhealthy, HealthStatus.Healthy), (before.Status, after.Status));
        Assert.Contains("known from its first use on", before.Description, StringComparison.Ordinal);
    }
}
