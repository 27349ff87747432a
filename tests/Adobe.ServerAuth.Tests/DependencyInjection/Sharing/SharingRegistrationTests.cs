using Adobe.ServerAuth.Tests.Caching.Sharing;
using Adobe.ServerAuth.Tests.Fakes;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Adobe.ServerAuth.Tests.DependencyInjection.Sharing;

public sealed class SharingRegistrationTests : IAsyncDisposable
{
    private readonly SharedApp _shared = new();

    public ValueTask DisposeAsync() => _shared.DisposeAsync();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Machines_share_through_the_cache_of_their_containers(bool isKeyed)
    {
        _shared.WithCache(isKeyed ? "tokens" : null);
        _ = isKeyed ? _shared.Add("").AddDistributedTokenCache("tokens") : _shared.Add("").AddDistributedTokenCache();

        var tokens = new[] { await _shared.TokenOnNewMachineAsync(), await _shared.TokenOnNewMachineAsync(), await _shared.TokenOnNewMachineAsync() };

        Assert.Single(tokens.Select(token => token.Value).Distinct());
        Assert.Equal(1, _shared.TokenRequests);
    }

    [Fact]
    public async Task Both_flows_share_and_nothing_but_their_own()
    {
        _shared.WithCache().Add("").AddDistributedTokenCache();
        _shared.App.Services.AddAdobeServerAuth("legacy", App.FillJwt()).ConfigureImsHttpClient(_shared.App.ToStub).AddDistributedTokenCache();

        var tokens = new[] { await _shared.TokenOnNewMachineAsync(), await _shared.TokenOnNewMachineAsync("legacy"), await _shared.TokenOnNewMachineAsync("legacy") };

        Assert.Equal((2, 2), (tokens.Select(token => token.Value).Distinct().Count(), _shared.TokenRequests));
        Assert.Equal(Make.OrganizationId, tokens[2].OrganizationId);
    }

    [Fact]
    public async Task A_name_shares_when_it_says_so_and_names_of_run_time_when_the_default_one_does()
    {
        var table = new CredentialTable();
        table.Add("tenant");
        _shared.WithCache().Add("").AddDistributedTokenCache();
        _shared.Add("alone");
        _shared.App.Services.AddSingleton<IConfigureOptions<AdobeServerAuthOptions>>(table);

        var alone = new[] { await _shared.TokenOnNewMachineAsync("alone"), await _shared.TokenOnNewMachineAsync("alone") };
        var tenant = new[] { await _shared.TokenOnNewMachineAsync("tenant"), await _shared.TokenOnNewMachineAsync("tenant") };

        Assert.NotEqual(alone[0].Value, alone[1].Value);
        Assert.Equal(tenant[0].Value, tenant[1].Value);
        Assert.Equal(3, _shared.TokenRequests);
    }

    [Theory]
    [InlineData(null, "needs an IDistributedCache, and none is registered")]
    [InlineData("tokens", "needs an IDistributedCache with the key 'tokens', and none is registered")]
    public async Task Without_a_cache_the_host_does_not_start(string? key, string message)
    {
        var builder = Host.CreateEmptyApplicationBuilder(null);
        var credential = builder.Services.AddAdobeServerAuth(App.Fill());
        _ = key is null ? credential.AddDistributedTokenCache() : credential.AddDistributedTokenCache(key);
        builder.Services.AddAdobeServerAuth("analytics", App.Fill(options => options.Scopes = []));
        using var host = builder.Build();

        var refusal = await Assert.ThrowsAnyAsync<Exception>(() => host.StartAsync(TestContext.Current.CancellationToken));

        // All that is wrong at once.
        Assert.Contains(message, refusal.ToString(), StringComparison.Ordinal);
        Assert.Contains("(credential 'analytics')", refusal.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task With_only_the_memory_of_this_process_it_says_at_the_start_that_nothing_is_shared()
    {
        using var log = new RecordingLogger();
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Logging.AddProvider(log);
        builder.Services.AddDistributedMemoryCache();
        builder.Services.AddAdobeServerAuth(App.Fill()).AddDistributedTokenCache();
        builder.Services.AddAdobeServerAuth("analytics", App.Fill()).AddDistributedTokenCache();
        using var host = builder.Build();

        await host.StartAsync(TestContext.Current.CancellationToken);

        var line = Assert.Single(log.Of(405));
        Assert.Equal(LogLevel.Warning, line.Level);
        Assert.Contains("nothing is shared", line.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Another_cache_is_not_taken_for_one_that_shares_nothing()
    {
        _shared.WithCache().Add("").AddDistributedTokenCache();

        await _shared.TokenOnNewMachineAsync();

        Assert.Empty(_shared.App.Log.Of(405));
    }

    [Theory]
    [InlineData(nameof(AdobeServerAuthOptions.ClientSecret))]
    [InlineData(nameof(AdobeServerAuthOptions.AlternateClientSecret))]
    public void A_short_secret_is_refused_for_sharing_and_good_without(string key)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["AdobeServerAuth:ClientId"] = Make.ClientId,
            ["AdobeServerAuth:Scopes"] = "openid",
            ["AdobeServerAuth:ClientSecret"] = Make.Secret,
            ["AdobeServerAuth:" + key] = Make.Secret[..23],
        }).Build();
        _shared.WithCache().App.Services.AddAdobeServerAuth(configuration);
        _shared.NewMachine().GetRequiredService<ITokenProvider>();
        _shared.App.Services.AddAdobeServerAuth(configuration).AddDistributedTokenCache();

        var refusal = Assert.Throws<OptionsValidationException>(() => _shared.NewMachine().GetRequiredService<ITokenProvider>());

        Assert.Contains($"AdobeServerAuth:{key} must have 24 characters at least while its tokens are shared (AddDistributedTokenCache)", Assert.Single(refusal.Failures), StringComparison.Ordinal);
        Leaks.AssertNone(Make.Secret, Leaks.TextsOf(refusal));
    }

    [Fact]
    public void A_short_secret_that_is_set_in_code_names_its_credential()
    {
        _shared.WithCache().Add("analytics", options => options.ClientSecret = Make.Secret[..23]).AddDistributedTokenCache();

        var refusal = Assert.Throws<OptionsValidationException>(() => _shared.NewMachine().GetRequiredKeyedService<ITokenProvider>("analytics"));

        Assert.StartsWith("AdobeServerAuthOptions.ClientSecret must have 24 characters", Assert.Single(refusal.Failures), StringComparison.Ordinal);
        Assert.EndsWith("(credential 'analytics')", Assert.Single(refusal.Failures), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Names_of_run_time_need_a_cache_at_the_start_too(bool hasMemory)
    {
        using var log = new RecordingLogger();
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Logging.AddProvider(log);
        _ = hasMemory ? builder.Services.AddDistributedMemoryCache() : builder.Services;
        builder.Services.AddAdobeTokenProviderFactory().AddDistributedTokenCache();
        using var host = builder.Build();

        if (hasMemory)
        {
            await host.StartAsync(TestContext.Current.CancellationToken);
            Assert.Single(log.Of(405));
        }
        else
        {
            var refusal = await Assert.ThrowsAsync<OptionsValidationException>(() => host.StartAsync(TestContext.Current.CancellationToken));
            Assert.Contains("needs an IDistributedCache", refusal.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task What_is_written_is_sealed_with_the_secret_that_IMS_took()
    {
        var (old, working) = (Make.Secret, new string([.. Make.Secret.Reverse()]));
        _shared.RefusedSecret = old;
        _shared.WithCache().Add("").AddDistributedTokenCache();
        _shared.App.Services.Configure<AdobeServerAuthOptions>("", options => options.AlternateClientSecret = working);
        _shared.Add("new", options => options.ClientSecret = working).AddDistributedTokenCache();

        var token = await _shared.TokenOnNewMachineAsync();

        Assert.Equal(token.Value, (await _shared.TokenOnNewMachineAsync("new")).Value);
        Assert.Equal(2, _shared.TokenRequests);
    }

    [Fact]
    public async Task A_look_that_was_not_possible_is_counted_each_time()
    {
        using var metrics = new RecordedMetrics(_ => true);
        var table = new CredentialTable();
        table.Add(Enumerable.Range(0, 10).Select(tenant => "tenant-" + tenant));
        _shared.WithCache().Add("").AddDistributedTokenCache();
        _shared.App.Services.AddSingleton<IConfigureOptions<AdobeServerAuthOptions>>(table);
        _shared.Cache.Before = (_, _, _) => throw new InvalidOperationException();
        var providers = _shared.NewMachine().GetRequiredService<ITokenProviderFactory>();

        for (var tenant = 0; tenant < 10; tenant++)
        {
            await _shared.App.Clock.RunAsync(false, () => providers.GetProvider("tenant-" + tenant).GetTokenAsync(Fleet.Cancel).AsTask());
        }

        Assert.Equal(10, _shared.TokenRequests);
        Assert.True(metrics.Of(AdobeServerAuthTelemetry.SharedLookups).Count(one => one.Tags.Values.Contains("unavailable")) >= 10);
    }

    [Fact]
    public void Arguments_must_be_there()
    {
        Assert.Throws<ArgumentNullException>("builder", () => AdobeServerAuthBuilderExtensions.AddDistributedTokenCache(null!));
        Assert.Throws<ArgumentNullException>("builder", () => AdobeServerAuthBuilderExtensions.AddDistributedTokenCache(null!, "tokens"));
        Assert.Throws<ArgumentNullException>("serviceKey", () => _shared.Add("").AddDistributedTokenCache(null!));
    }

    [Fact]
    public async Task A_secret_that_changes_while_the_application_runs_seals_from_then_on()
    {
        var source = new ReloadableSource { ["ClientSecret"] = Make.Secret };
        _shared.WithCache().App.Services.AddAdobeServerAuth(source.Configuration).ConfigureImsHttpClient(_shared.App.ToStub).AddDistributedTokenCache();
        var provider = _shared.NewMachine().GetRequiredService<ITokenProvider>();
        var token = await _shared.RunAsync(() => provider.GetTokenAsync(Fleet.Cancel).AsTask());
        var before = _shared.Cache.TokenKey;
        _shared.Cache.Clear();

        source["ClientSecret"] = new string([.. Make.Secret.Reverse()]);
        source.Reload();
        await _shared.RunAsync(() => provider.RenewTokenAsync(token, Fleet.Cancel).AsTask());

        Assert.NotNull(before);
        Assert.NotEqual(before, _shared.Cache.TokenKey);
    }

    // Its files are looked at first, and what the cache holds already must get past that.
    [Fact]
    public async Task A_credential_in_a_file_does_not_take_the_token_it_has_for_news()
    {
        using var folder = new TemporaryFolder();
        var file = folder.Write(Make.Secret);
        _shared.WithCache().Add("").AddDistributedTokenCache();
        _shared.App.Services.Configure<AdobeServerAuthOptions>("", options => (options.ClientSecret, options.ClientSecretFile) = (null, file));
        var provider = _shared.NewMachine().GetRequiredService<ITokenProvider>();
        var token = await _shared.RunAsync(() => provider.GetTokenAsync(Fleet.Cancel).AsTask());
        _shared.App.Clock.Advance(TimeSpan.FromMinutes(1));

        var renewed = await _shared.RunAsync(() => provider.RenewTokenAsync(token, Fleet.Cancel).AsTask());

        Assert.NotEqual(token.Value, renewed.Value);
        _shared.App.Clock.Advance(TimeSpan.FromDays(1) - TimeSpan.FromMinutes(4));
        Assert.Equal(renewed.Value, (await provider.GetTokenAsync(Fleet.Cancel)).Value);
        await _shared.RunAsync(async () =>
        {
            await Fleet.SettledAsync(() => _shared.TokenRequests == 3);
            return true;
        });
    }
}
