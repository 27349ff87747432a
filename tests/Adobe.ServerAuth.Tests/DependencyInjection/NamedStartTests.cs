using Adobe.ServerAuth.Tests.Fakes;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace Adobe.ServerAuth.Tests.DependencyInjection;

/// <summary>What an application with several credentials learns at its start.</summary>
public class NamedStartTests
{
    [Fact]
    public async Task The_start_of_a_host_tells_all_that_is_wrong_with_all_credentials()
    {
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Configuration.AddConfiguration(new ReloadableSource
        {
            ["ClientSecret"] = null,
            ["analytics:ClientId"] = "client",
            ["analytics:ClientSecret"] = Make.Secret,
            ["analytics:Cache:ClockSkwe"] = "00:00:10",
        }.Configuration);
        builder.Services.AddAdobeServerAuth();
        builder.Services.AddAdobeServerAuth("analytics");
        builder.Services.AddAdobeServerAuth("campaign", App.FillJwt(options => options.Jwt.PrivateKey = null));
        builder.Services.AddAdobeServerAuth("good", App.Fill());
        using var host = builder.Build();

        var refusal = await Assert.ThrowsAnyAsync<Exception>(() => host.StartAsync(TestContext.Current.CancellationToken));

        Assert.Contains("AdobeServerAuth:ClientSecret is missing", refusal.Message, StringComparison.Ordinal);
        Assert.Contains("AdobeServerAuth:analytics:Scopes is missing", refusal.Message, StringComparison.Ordinal);
        Assert.Contains("AdobeServerAuth:analytics:Cache:ClockSkwe is not a known key: did you mean ClockSkew?", refusal.Message, StringComparison.Ordinal);
        Assert.Contains("AdobeServerAuthOptions.Jwt.PrivateKey is missing", refusal.Message, StringComparison.Ordinal);
        Assert.Contains("(credential 'campaign')", refusal.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("AdobeServerAuth:analytics:ClientSecret", refusal.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("'good'", refusal.Message, StringComparison.Ordinal);
        Leaks.AssertNone(Make.Secret, Leaks.TextsOf(refusal));
    }

    [Fact]
    public async Task The_errors_of_all_credentials_and_clients_are_one_list_that_is_printed_once()
    {
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Services.AddAdobeServerAuth(App.Fill(options => options.ClientSecret = null));
        builder.Services.AddAdobeServerAuth("analytics", App.Fill(options => options.Scopes = []));
        builder.Services.AddAdobeServerAuth("broken", _ => throw new InvalidOperationException("the vault is closed"));
        builder.Services.AddHttpClient("api").AddAdobeServerAuthHandler(options => options.AllowedHosts = ["https://a.example"]);
        builder.Services.AddHttpClient("reports").AddAdobeServerAuthHandler("analytcs");
        using var host = builder.Build();

        var refusal = await Assert.ThrowsAnyAsync<OptionsValidationException>(() => host.StartAsync(TestContext.Current.CancellationToken));

        var lines = refusal.Message.Split(Environment.NewLine);
        Assert.Equal("The configuration of Adobe.ServerAuth has 4 errors:", lines[0]);
        Assert.Equal(refusal.Failures.Select(failure => "- " + failure), lines[1..]);
        Assert.Equal(
            ["AdobeServerAuthOptions.ClientSecret", "AdobeServerAuthOptions.Scopes", "AddAdobeServerAuthHandler(options", "HTTP"],
            refusal.Failures.Select(failure => failure.Split(' ')[0]));
        var printed = refusal.ToString();
        Assert.All(refusal.Failures, failure => Assert.Equal(printed.IndexOf(failure, StringComparison.Ordinal), printed.LastIndexOf(failure, StringComparison.Ordinal)));
        Assert.All(refusal.Failures, failure => Assert.Contains(failure, printed, StringComparison.Ordinal));
    }

    [Fact]
    public async Task One_error_is_one_line()
    {
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Services.AddAdobeServerAuth(App.Fill(options => options.ClientSecret = null));
        builder.Services.AddAdobeServerAuth("good", App.Fill());
        using var host = builder.Build();

        var refusal = await Assert.ThrowsAsync<OptionsValidationException>(() => host.StartAsync(TestContext.Current.CancellationToken));

        Assert.Equal(Assert.Single(refusal.Failures), refusal.Message);
    }

    [Fact]
    public async Task A_host_whose_credentials_are_valid_starts_without_asking_ims()
    {
        var app = new App();
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Services.AddAdobeServerAuth("analytics", App.Fill()).ConfigureImsHttpClient(app.ToStub);
        builder.Services.AddAdobeServerAuth("campaign", App.FillJwt()).ConfigureImsHttpClient(app.ToStub);
        using var host = builder.Build();

        await host.StartAsync(TestContext.Current.CancellationToken);

        Assert.Empty(app.Ims.Seen);
        Assert.Equal("token-1", await App.TokenOf(host.Services, "campaign"));
        await host.StopAsync(TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task A_key_file_is_read_at_the_start_and_not_needed_after_it()
    {
        using var folder = new TemporaryFolder();
        var file = folder.Write(Make.PrivateKey);
        var app = new App();
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Services.AddAdobeServerAuth("campaign", App.FillJwt(options => (options.Jwt.PrivateKey, options.Jwt.PrivateKeyFile) = (null, file))).ConfigureImsHttpClient(app.ToStub);
        using var host = builder.Build();

        await host.StartAsync(TestContext.Current.CancellationToken);
        File.Delete(file);

        Assert.Equal("token-1", await App.TokenOf(host.Services, "campaign"));
        await host.StopAsync(TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task A_service_that_asks_for_its_provider_at_the_start_does_not_hide_what_is_wrong_with_the_others()
    {
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Services.AddAdobeServerAuth(App.Fill(options => options.ClientId = null));
        builder.Services.AddAdobeServerAuth("analytics", App.Fill(options => options.Scopes = []));
        builder.Services.AddAdobeServerAuth("broken", _ => throw new InvalidOperationException("the vault is closed"));
        builder.Services.AddAdobeServerAuth("good", App.Fill());
        builder.Services.AddHostedService<Worker>();
        using var host = builder.Build();

        var refusal = await Assert.ThrowsAnyAsync<OptionsValidationException>(() => host.StartAsync(TestContext.Current.CancellationToken));

        Assert.Equal(2, refusal.Failures.Count());
        Assert.Contains("ClientId is missing", refusal.Message, StringComparison.Ordinal);
        Assert.Contains("(credential 'analytics')", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_host_whose_configuration_was_mended_starts()
    {
        var source = new ReloadableSource { ["ClientSecret"] = null };
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Configuration.AddConfiguration(source.Configuration);
        builder.Services.AddAdobeServerAuth();
        using var host = builder.Build();
        await Assert.ThrowsAnyAsync<OptionsValidationException>(() => host.StartAsync(TestContext.Current.CancellationToken));

        source["ClientSecret"] = Make.Secret;
        source.Reload();

        await host.StartAsync(TestContext.Current.CancellationToken);
        await host.StopAsync(TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task Without_a_host_a_wrong_credential_shows_when_its_provider_is_resolved_and_harms_no_other()
    {
        var app = new App().WithCredential();
        app.Services.AddAdobeServerAuth("analytics", App.Fill(options => options.Scopes = []));
        await using var services = app.Services.BuildServiceProvider();

        var refusal = Assert.ThrowsAny<OptionsValidationException>(() => services.GetRequiredKeyedService<ITokenProvider>("analytics"));
        var again = Assert.ThrowsAny<OptionsValidationException>(() => services.GetRequiredService<ITokenProviderFactory>().GetProvider("analytics"));

        Assert.All([refusal, again], one => Assert.Equal("analytics", one.OptionsName));
        Assert.StartsWith("AdobeServerAuthOptions.Scopes is missing", Assert.Single(refusal.Failures), StringComparison.Ordinal);
        Assert.Contains("'analytics'", refusal.Message, StringComparison.Ordinal);
        Assert.Equal("token-1", await App.TokenOf(services));
    }

    [Fact]
    public async Task In_a_started_host_an_invalid_change_of_one_credential_keeps_no_other_from_its_own_and_can_be_repaired()
    {
        var ims = new TellingIms();
        var app = new App(ims.Handler);
        var source = new ReloadableSource
        {
            ["ClientId"] = "main",
            ["analytics:ClientId"] = "analytics",
            ["analytics:ClientSecret"] = Make.Secret,
            ["analytics:Scopes"] = "openid",
        };
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Configuration.AddConfiguration(source.Configuration);
        builder.Services.AddAdobeServerAuth().ConfigureImsHttpClient(app.ToStub);
        builder.Services.AddAdobeServerAuth("analytics").ConfigureImsHttpClient(app.ToStub);
        using var host = builder.Build();
        await host.StartAsync(TestContext.Current.CancellationToken);
        Assert.Equal(("main.1", "analytics.1"), (await App.TokenOf(host.Services), await App.TokenOf(host.Services, "analytics")));

        (source["analytics:Scopes"], source["ClientId"]) = (null, "main-2");
        source.Reload();
        Assert.Equal(("main-2.1", "analytics.1"), (await App.TokenOf(host.Services), await App.TokenOf(host.Services, "analytics")));

        (source["analytics:Scopes"], source["analytics:ClientId"]) = ("openid", "analytics-2");
        source.Reload();
        Assert.Equal(("main-2.1", "analytics-2.1"), (await App.TokenOf(host.Services), await App.TokenOf(host.Services, "analytics")));
        await host.StopAsync(TestContext.Current.CancellationToken);
    }

    private sealed class Worker(ITokenProvider provider) : BackgroundService
    {
        protected override Task ExecuteAsync(CancellationToken stoppingToken) => Task.FromResult(provider);
    }
}
