using System.Net;
using System.Security.Cryptography;
using Adobe.ServerAuth.Tests.Fakes;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Adobe.ServerAuth.Tests.DependencyInjection;

public class ReloadTests
{
    private static readonly string Mark = Convert.ToHexString(RandomNumberGenerator.GetBytes(8)).ToLowerInvariant();

    private readonly ReloadableSource _source = new();
    private readonly App _app = new();

    public ReloadTests() =>
        _app.Services.AddSingleton<IConfiguration>(_source.Configuration).AddAdobeServerAuth().ConfigureImsHttpClient(_app.ToStub);

    [Fact]
    public async Task A_changed_secret_keeps_the_token_and_is_used_for_the_next_request()
    {
        await using var services = _app.Services.BuildServiceProvider();
        var provider = services.GetRequiredService<ITokenProvider>();
        var token = await provider.GetTokenAsync(TestContext.Current.CancellationToken);

        _source["ClientSecret"] = Mark;
        _source.Reload();
        var kept = await provider.GetTokenAsync(TestContext.Current.CancellationToken);
        var renewed = await provider.RenewTokenAsync(kept, TestContext.Current.CancellationToken);

        Assert.Same(token, kept);
        Assert.Equal("token-2", renewed.Value);
        Assert.Equal([Make.Secret, Mark], _app.Ims.Seen.Select(request => Field(request, "client_secret")));
        var line = Assert.Single(_app.Log.Of(501));
        Assert.Equal((LogLevel.Information, "ConfigurationChanged"), (line.Level, line.Name));
        Assert.EndsWith("A token that is cached stays good.", line.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("ClientId", "another-client", "client_id", "another-client")]
    [InlineData("Scopes", "openid", "scope", "openid")]
    [InlineData("OrganizationId", Make.OrganizationId, "org_id", Make.OrganizationId)]
    public async Task A_changed_identity_drops_the_token_at_once(string key, string value, string field, string sent)
    {
        await using var services = _app.Services.BuildServiceProvider();
        Assert.Equal("token-1", await App.TokenOf(services));

        _source[key] = value;
        _source.Reload();

        Assert.Equal("token-2", await App.TokenOf(services));
        Assert.Equal(2, _app.Ims.Seen.Count);
        Assert.Equal(sent, Field(_app.Ims.Seen[1], field));
        Assert.Contains("dropped", Assert.Single(_app.Log.Of(501)).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Another_ims_is_another_identity()
    {
        await using var services = _app.Services.BuildServiceProvider();
        await App.TokenOf(services);

        _source["ImsEndpoint"] = "https://ims.example";
        _source.Reload();

        Assert.Equal("token-2", await App.TokenOf(services));
        Assert.Equal("ims.example", _app.Ims.Seen[1].Address!.Host);
    }

    [Theory]
    [InlineData("Cache:ClockSkew", "00:00:10")]
    [InlineData("TokenRequest:MaxRetries", "1")]
    [InlineData("Scopes", "AdobeID,openid")]
    public async Task What_does_not_touch_the_identity_keeps_the_token(string key, string value)
    {
        await using var services = _app.Services.BuildServiceProvider();
        await App.TokenOf(services);

        _source[key] = value;
        _source.Reload();

        Assert.Equal("token-1", await App.TokenOf(services));
        Assert.Single(_app.Ims.Seen);
        Assert.DoesNotContain(_app.Log.Of(501), line => line.Text.Contains("dropped", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_reload_that_changes_nothing_does_nothing()
    {
        await using var services = _app.Services.BuildServiceProvider();
        await App.TokenOf(services);

        _source.Reload();
        _source["Flow"] = "oauth";
        _source["Scopes"] = " openid , AdobeID ";
        _source.Reload();

        Assert.Equal("token-1", await App.TokenOf(services));
        Assert.Single(_app.Ims.Seen);
        Assert.Empty(_app.Log.Of(501));
        Assert.Empty(_app.Log.Of(500));
    }

    [Theory]
    [InlineData("ClientId")]
    [InlineData("ClientSecret")]
    [InlineData("TokenRequest:MaxRetries")]
    [InlineData("OrganizationId")]
    [InlineData("ClientSecrte")]
    public async Task An_invalid_change_keeps_the_last_good_options_is_told_once_and_can_be_repaired(string key)
    {
        await using var services = _app.Services.BuildServiceProvider();
        var provider = services.GetRequiredService<ITokenProvider>();
        var token = await provider.GetTokenAsync(TestContext.Current.CancellationToken);

        _source[key] = key is "ClientId" or "ClientSecret" ? Mark + "\n" : Mark;
        _source.Reload();
        var kept = await provider.GetTokenAsync(TestContext.Current.CancellationToken);
        var renewed = await provider.RenewTokenAsync(kept, TestContext.Current.CancellationToken);

        Assert.Same(token, kept);
        Assert.Equal("token-2", renewed.Value);
        Assert.Equal(_app.Ims.Seen[0].Body, _app.Ims.Seen[1].Body);
        var line = Assert.Single(_app.Log.Of(500));
        Assert.Equal((LogLevel.Error, "InvalidChange"), (line.Level, line.Name));
        Assert.Contains("AdobeServerAuth:" + key, line.Text, StringComparison.Ordinal);
        AssertNoValues();

        _source.Remove(key);
        _source["ClientId"] = "repaired";
        _source["ClientSecret"] = Make.Secret;
        _source.Reload();

        Assert.Equal("token-3", await App.TokenOf(services));
        Assert.Equal("repaired", Field(_app.Ims.Seen[2], "client_id"));
        Assert.Single(_app.Log.Of(500));
    }

    [Fact]
    public async Task An_invalid_change_is_told_once_though_two_registrations_watch_the_section()
    {
        _app.Services.AddAdobeServerAuth(_source.Configuration.GetSection("AdobeServerAuth"));
        _app.Services.AddAdobeServerAuth(_source.Configuration.GetSection("AdobeServerAuth"));
        await using var services = _app.Services.BuildServiceProvider();
        await App.TokenOf(services);

        _source["ClientId"] = "";
        _source.Reload();

        Assert.Single(_app.Log.Of(500));
    }

    [Fact]
    public async Task An_invalid_change_is_told_once_however_often_the_watcher_fires()
    {
        // A file watcher fires twice for most editors.
        await using var services = _app.Services.BuildServiceProvider();
        await App.TokenOf(services);

        _source["ClientId"] = "";
        _source.Reload();
        _source.Reload();

        Assert.Single(_app.Log.Of(500));
    }

    [Fact]
    public async Task An_invalid_change_does_not_harm_the_provider_when_the_frameworks_own_monitor_throws()
    {
        await using var services = _app.Services.BuildServiceProvider();
        var monitor = services.GetRequiredService<IOptionsMonitor<AdobeServerAuthOptions>>();
        Assert.Equal(Make.ClientId, monitor.CurrentValue.ClientId);
        Assert.Equal("token-1", await App.TokenOf(services));

        _source["ClientId"] = "";
        _ = Record.Exception(_source.Reload);
        Assert.Throws<OptionsValidationException>(() => monitor.CurrentValue);
        Assert.Equal("token-1", await App.TokenOf(services));
        Assert.Single(_app.Log.Of(500));

        _source["ClientId"] = "repaired";
        _ = Record.Exception(_source.Reload);
        Assert.Equal("token-2", await App.TokenOf(services));
    }

    [Fact]
    public async Task A_delegate_of_the_application_that_fails_during_a_reload_is_told_and_harms_nobody()
    {
        var fails = false;
        _app.Services.AddAdobeServerAuth(_ =>
        {
            if (fails)
            {
                throw new InvalidOperationException("the vault is closed: " + Mark);
            }
        });
        await using var services = _app.Services.BuildServiceProvider();
        await App.TokenOf(services);

        fails = true;
        _source["ClientId"] = "later";
        _source.Reload();

        Assert.Equal("token-1", await App.TokenOf(services));
        Assert.Contains("InvalidOperationException", Assert.Single(_app.Log.Of(500)).Text, StringComparison.Ordinal);
        AssertNoValues();

        fails = false;
        _source.Reload();
        Assert.Equal("token-2", await App.TokenOf(services));
    }

    [Fact]
    public async Task A_change_ends_the_memory_of_a_failure()
    {
        var isGood = false;
        var ims = new StubHandler(_ => isGood
            ? Make.Response(HttpStatusCode.OK, Make.TokenJson())
            : Make.Response(HttpStatusCode.BadRequest, Make.ErrorJson("invalid_client", "invalid client_secret parameter")));
        _app.Services.AddAdobeServerAuth(_ => { }).ConfigureImsHttpClient(client => client.ConfigurePrimaryHttpMessageHandler(() => ims));
        await using var services = _app.Services.BuildServiceProvider();
        await Assert.ThrowsAsync<TokenRequestException>(() => App.TokenOf(services));
        await Assert.ThrowsAsync<TokenRequestException>(() => App.TokenOf(services));
        Assert.Single(ims.Seen);

        isGood = true;
        _source["ClientSecret"] = Mark;
        _source.Reload();

        Assert.Equal("token-1", await App.TokenOf(services));
    }

    [Fact]
    public async Task A_token_that_was_asked_for_with_the_old_identity_is_thrown_away_when_it_comes()
    {
        var answers = new[] { new TaskCompletionSource<HttpResponseMessage>(), new TaskCompletionSource<HttpResponseMessage>() };
        var asked = new[] { new TaskCompletionSource(), new TaskCompletionSource() };
        var count = -1;
        var ims = new StubHandler((_, cancellationToken) =>
        {
            var i = Interlocked.Increment(ref count);
            asked[i].SetResult();
            return answers[i].Task;
        });
        _app.Services.AddAdobeServerAuth(_ => { }).ConfigureImsHttpClient(client => client.ConfigurePrimaryHttpMessageHandler(() => ims));
        await using var services = _app.Services.BuildServiceProvider();
        var waiting = services.GetRequiredService<ITokenProvider>().GetTokenAsync(TestContext.Current.CancellationToken).AsTask();
        await asked[0].Task;

        _source["ClientId"] = "another-client";
        _source.Reload();
        answers[0].SetResult(Make.Response(HttpStatusCode.OK, Make.TokenJson("old")));
        await asked[1].Task;
        answers[1].SetResult(Make.Response(HttpStatusCode.OK, Make.TokenJson("new")));
        var token = await waiting;

        Assert.Equal(("new", "another-client"), (token.Value, token.ClientId));
        Assert.Equal("new", await App.TokenOf(services));
    }

    [Fact]
    public async Task After_the_container_is_disposed_a_change_is_nobodys_business()
    {
        var services = _app.Services.BuildServiceProvider();
        await App.TokenOf(services);
        await services.DisposeAsync();

        _source["ClientId"] = "";
        _source.Reload();

        Assert.Empty(_app.Log.Of(500));
        Assert.Empty(_app.Log.Of(501));
    }

    private static string? Field(SeenRequest request, string name) =>
        request.Body!.Split('&').Select(field => field.Split('=')).Where(field => field[0] == name).Select(field => WebUtility.UrlDecode(field[1])).SingleOrDefault();

    private void AssertNoValues()
    {
        foreach (var value in new[] { Mark, Make.Secret })
        {
            Leaks.AssertNone(value, _app.Log.Lines.Select(line => line.Text));
        }
    }
}
