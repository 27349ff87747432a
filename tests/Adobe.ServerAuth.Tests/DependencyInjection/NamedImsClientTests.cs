using System.Collections.Concurrent;
using System.Net;
using Adobe.ServerAuth.DependencyInjection;
using Adobe.ServerAuth.Tests.Fakes;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
#if NETSTANDARD_BUILD
using PlatformHandler = System.Net.Http.HttpClientHandler;
#else
using PlatformHandler = System.Net.Http.SocketsHttpHandler;
#endif

namespace Adobe.ServerAuth.Tests.DependencyInjection;

/// <summary>Which HTTP client the token requests of a credential go through, and what reaches it.</summary>
public class NamedImsClientTests
{
    private readonly TellingIms _ims = new();
    private readonly App _app;

    public NamedImsClientTests() => _app = new App(_ims.Handler);

    [Fact]
    public async Task What_is_set_for_the_ims_client_of_a_name_reaches_no_other()
    {
        foreach (var name in new[] { "", "analytics", "campaign" })
        {
            _app.Services.AddAdobeServerAuth(name, Credential(name)).ConfigureImsHttpClient(_app.ToStub)
                .ConfigureImsHttpClient(client => client.ConfigureHttpClient(http => http.DefaultRequestHeaders.Add("x-way", "of-" + name)));
        }

        AddTenants("tenant");
        await using var services = _app.Services.BuildServiceProvider();

        await GetTokensAsync(services, "", "analytics", "campaign", "tenant");

        Assert.Equal(["of-", "of-analytics", "of-campaign", "of-"], _ims.Handler.Seen.Select(request => request.Headers["x-way"]));
    }

    [Fact]
    public async Task A_thousand_names_of_run_time_share_one_client_and_registered_ones_have_their_own()
    {
        using var factory = new RecordingFactory(_ims.Handler);
        _app.Services.AddAdobeServerAuth("analytics", Credential("analytics"));
        _app.Services.AddSingleton<IHttpClientFactory>(factory);
        string[] tenants = [.. Enumerable.Range(0, 1000).Select(i => "tenant-" + i)];
        AddTenants(tenants);
        await using var services = _app.Services.BuildServiceProvider();

        await GetTokensAsync(services, tenants);
        Assert.Equal([ImsHttpClient.Name], factory.Names);
        await GetTokensAsync(services, "analytics");

        Assert.Equal(2, factory.Names.Count);
        Assert.Equal(1001, _ims.Handler.Seen.Count);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Defaults_of_all_clients_do_not_reach_the_ims_client_of_a_name(bool areSetBefore)
    {
        if (areSetBefore)
        {
            SetDefaults();
        }

        _app.Services.AddAdobeServerAuth("analytics", Credential("analytics")).ConfigureImsHttpClient(_app.ToStub);
        if (!areSetBefore)
        {
            SetDefaults();
        }

        await using var services = _app.Services.BuildServiceProvider();

        var token = await App.TokenOf(services, "analytics").WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);

        Assert.Equal("analytics.1", token);
        Assert.Equal(["Accept", "Content-Type"], Assert.Single(_ims.Handler.Seen).Headers.Keys.Where(key => key != "Content-Length").Order());
        Assert.DoesNotContain(App.ChainOf(services, ImsHttpClient.NameFor("analytics")), handler => handler is AdobeServerAuthHandler);
    }

    [Fact]
    public async Task The_ims_client_of_a_name_follows_no_redirects_with_the_secret()
    {
        var own = new TaughtHandler(_ => Make.Response(HttpStatusCode.OK, Make.TokenJson()));
        _app.Services.AddAdobeServerAuth("plain", Credential("plain"));
        _app.Services.AddAdobeServerAuth("proxied", Credential("proxied")).ConfigureImsHttpClient(client => client.ConfigurePrimaryHttpMessageHandler(() => own));
        await using var services = _app.Services.BuildServiceProvider();

        await GetTokensAsync(services, "proxied");
        var primary = Assert.IsType<PlatformHandler>(App.ChainOf(services, ImsHttpClient.NameFor("plain"))[^1]);

        Assert.False(own.AllowAutoRedirect);
        Assert.False(primary.AllowAutoRedirect);
        Assert.False(primary.UseCookies);
#if !NETSTANDARD_BUILD
        Assert.Null(primary.ActivityHeadersPropagator);
#endif
    }

    private void SetDefaults() => _app.Services.ConfigureHttpClientDefaults(client => client
        .AddAdobeServerAuthHandler("analytics")
        .ConfigureHttpClient(http => http.DefaultRequestHeaders.Add("x-everywhere", "on")));

    private void AddTenants(params string[] names)
    {
        var table = new CredentialTable();
        table.Add(names);
        _app.Services.AddSingleton<IConfigureOptions<AdobeServerAuthOptions>>(table);
    }

    private static Action<AdobeServerAuthOptions> Credential(string name) => App.Fill(options => options.ClientId = name.Length == 0 ? "default" : name);

    private static async Task GetTokensAsync(IServiceProvider services, params string[] names)
    {
        foreach (var name in names)
        {
            await services.GetRequiredService<ITokenProviderFactory>().GetProvider(name).GetTokenAsync(TestContext.Current.CancellationToken);
        }
    }

    private sealed class RecordingFactory(HttpMessageHandler handler) : IHttpClientFactory, IDisposable
    {
        private readonly ConcurrentDictionary<string, bool> _names = new(StringComparer.Ordinal);
        private readonly HttpClient _client = new(handler);

        public ICollection<string> Names => _names.Keys;

        public HttpClient CreateClient(string name)
        {
            _names[name] = true;
            return _client;
        }

        public void Dispose() => _client.Dispose();
    }
}
