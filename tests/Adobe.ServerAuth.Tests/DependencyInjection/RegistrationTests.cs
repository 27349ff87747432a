using System.Net;
using Adobe.ServerAuth.Tests.Fakes;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Http;
using Microsoft.Extensions.Options;
#if NETSTANDARD_BUILD
using PlatformHandler = System.Net.Http.HttpClientHandler;
#else
using PlatformHandler = System.Net.Http.SocketsHttpHandler;
#endif

namespace Adobe.ServerAuth.Tests.DependencyInjection;

public class RegistrationTests
{
    private static readonly Dictionary<string, Func<IServiceCollection, IAdobeServerAuthBuilder>> AllForms = new()
    {
        ["the section of the container's configuration"] = services => services.AddSingleton<IConfiguration>(new ReloadableSource().Configuration).AddAdobeServerAuth(),
        ["a section"] = services => services.AddAdobeServerAuth(new ReloadableSource().Configuration.GetSection("AdobeServerAuth")),
        ["a delegate"] = services => services.AddAdobeServerAuth(App.Fill()),
        ["a delegate with services"] = services => services.AddSingleton<IList<string>>(["openid"]).AddAdobeServerAuth((options, provider) =>
        {
            App.Fill()(options);
            options.Scopes = provider.GetRequiredService<IList<string>>();
        }),
    };

    public static TheoryData<string> Forms => [.. AllForms.Keys];

    [Theory, MemberData(nameof(Forms))]
    public async Task Each_form_gives_a_provider_and_clients_that_use_its_token(string form)
    {
        var app = new App();
        var builder = AllForms[form](app.Services).ConfigureImsHttpClient(app.ToStub);
        app.AddClient("api").AddAdobeServerAuthHandler();
        await using var services = app.Services.BuildServiceProvider();

        await services.GetRequiredService<IHttpClientFactory>().CreateClient("api").GetAsync(new Uri(App.Address), TestContext.Current.CancellationToken);

        Assert.Equal("", builder.Name);
        Assert.Same(app.Services, builder.Services);
        Assert.Equal("token-1", await App.TokenOf(services));
        Assert.Contains("scope=openid", Assert.Single(app.Ims.Seen).Body, StringComparison.Ordinal);
        var request = Assert.Single(app.Api.Seen);
        Assert.Equal("Bearer token-1", request.Authorization);
        Assert.Equal(Make.ClientId, request.Headers["x-api-key"]);
        Assert.Same(services.GetRequiredService<ITokenProvider>(), services.GetRequiredService<ITokenProvider>());
    }

    [Theory, MemberData(nameof(Forms))]
    public async Task A_second_call_adds_nothing_twice(string form)
    {
        var app = new App();
        AllForms[form](app.Services).ConfigureImsHttpClient(app.ToStub);
        var once = Counts(app.Services);
        AllForms[form](app.Services);
        AllForms[form](app.Services);
        app.AddClient("api").AddAdobeServerAuthHandler().AddAdobeServerAuthHandler().AddAdobeServerAuthHandler(options => options.SendApiKey = false);
        await using var services = app.Services.BuildServiceProvider();

        await services.GetRequiredService<IHttpClientFactory>().CreateClient("api").GetAsync(new Uri(App.Address), TestContext.Current.CancellationToken);
        await services.GetRequiredService<IHttpClientFactory>().CreateClient("api").GetAsync(new Uri(App.Address), TestContext.Current.CancellationToken);

        Assert.Equal(once, Counts(app.Services));
        Assert.Single(app.Ims.Seen);
        Assert.Single(App.ChainOf(services, "api").OfType<AdobeServerAuthHandler>());
        Assert.Equal(2, app.Api.Seen.Count);
        Assert.All(app.Api.Seen, request => Assert.False(request.Headers.ContainsKey("x-api-key")));
    }

    [Fact]
    public void The_same_section_given_twice_is_read_and_watched_once()
    {
        var configuration = new ReloadableSource().Configuration;
        var services = new ServiceCollection();

        services.AddAdobeServerAuth(configuration.GetSection("AdobeServerAuth"));
        services.AddAdobeServerAuth(configuration.GetSection("AdobeServerAuth"));

        Assert.Single(services, service => service.ServiceType == typeof(IConfigureOptions<AdobeServerAuthOptions>));
        Assert.Single(services, service => service.ServiceType == typeof(IOptionsChangeTokenSource<AdobeServerAuthOptions>));
    }

    [Fact]
    public void Without_a_configuration_the_refusal_says_so()
    {
        using var services = new ServiceCollection().AddAdobeServerAuth().Services.BuildServiceProvider();

        var refusal = Assert.ThrowsAny<OptionsValidationException>(() => services.GetRequiredService<ITokenProvider>());

        Assert.Contains(refusal.Failures, line => line.StartsWith("AdobeServerAuth can not be read, since no IConfiguration is registered", StringComparison.Ordinal));
    }

    [Fact]
    public void Without_a_credential_a_client_with_the_handler_says_what_to_call()
    {
        using var services = new ServiceCollection().AddHttpClient("api").AddAdobeServerAuthHandler().Services.BuildServiceProvider();

        var refusal = Assert.Throws<InvalidOperationException>(() => services.GetRequiredService<IHttpClientFactory>().CreateClient("api"));

        Assert.Contains("'api'", refusal.Message, StringComparison.Ordinal);
        Assert.Contains("AddAdobeServerAuth()", refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_provider_of_the_applications_own_wins(bool isRegisteredLast)
    {
        var app = new App();
        var own = new OwnProvider();
        if (isRegisteredLast)
        {
            app.WithCredential().Services.AddSingleton<ITokenProvider>(own);
        }
        else
        {
            app.Services.AddSingleton<ITokenProvider>(own);
            app.WithCredential();
        }

        app.AddClient("api").AddAdobeServerAuthHandler();
        await using var services = app.Services.BuildServiceProvider();
        await services.GetRequiredService<IHttpClientFactory>().CreateClient("api").GetAsync(new Uri(App.Address), TestContext.Current.CancellationToken);

        Assert.Same(own, services.GetRequiredService<ITokenProvider>());
        Assert.Equal("Bearer of-my-own", Assert.Single(app.Api.Seen).Authorization);
        Assert.Empty(app.Ims.Seen);
    }

    [Fact]
    public async Task Named_typed_and_keyed_clients_share_one_token_and_keep_options_of_their_own()
    {
        var app = new App().WithCredential(options => options.OrganizationId = Make.OrganizationId);
        app.AddClient("named").AddAdobeServerAuthHandler(options => options.OrganizationIdHeader = "x-ims-org-id");
        app.AddClient("keyed").AddAdobeServerAuthHandler(options => options.SendOrganizationId = false).AddAsKeyed();
        app.Services.AddHttpClient<TypedClient>().ConfigurePrimaryHttpMessageHandler(() => app.Api).AddAdobeServerAuthHandler(options => options.AllowedHosts = ["typed.example"]);
        app.AddClient("stranger");
        await using var services = app.Services.BuildServiceProvider();
        var factory = services.GetRequiredService<IHttpClientFactory>();

        await factory.CreateClient("named").GetAsync(new Uri(App.Address), TestContext.Current.CancellationToken);
        await services.GetRequiredKeyedService<HttpClient>("keyed").GetAsync(new Uri(App.Address), TestContext.Current.CancellationToken);
        await services.GetRequiredService<TypedClient>().Http.GetAsync(new Uri("https://typed.example/"), TestContext.Current.CancellationToken);
        await factory.CreateClient("stranger").GetAsync(new Uri(App.Address), TestContext.Current.CancellationToken);
        await Assert.ThrowsAsync<RequestBlockedException>(() => services.GetRequiredService<TypedClient>().Http.GetAsync(new Uri(App.Address), TestContext.Current.CancellationToken));

        Assert.Single(app.Ims.Seen);
        Assert.Equal(["Bearer token-1", "Bearer token-1", "Bearer token-1", null], app.Api.Seen.Select(request => request.Authorization));
        Assert.Equal(Make.OrganizationId, app.Api.Seen[0].Headers["x-ims-org-id"]);
        Assert.DoesNotContain(app.Api.Seen[1].Headers, header => header.Key.Contains("org", StringComparison.Ordinal));
        Assert.Equal(Make.OrganizationId, app.Api.Seen[2].Headers["x-gw-ims-org-id"]);
    }

    [Fact]
    public async Task The_clock_of_the_container_rules_the_life_of_the_token()
    {
        var app = new App().WithCredential();
        await using var services = app.Services.BuildServiceProvider();

        var token = await services.GetRequiredService<ITokenProvider>().GetTokenAsync(TestContext.Current.CancellationToken);
        app.Clock.Advance(TimeSpan.FromHours(23));
        var sameDay = await App.TokenOf(services);
        app.Clock.Advance(TimeSpan.FromHours(2));
        var nextDay = await App.TokenOf(services);

        Assert.Equal(new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero).AddSeconds(86399), token.ExpiresAt);
        Assert.Equal(("token-1", "token-2"), (sameDay, nextDay));
    }

    [Fact]
    public async Task A_disposed_container_ends_the_fetch_that_runs_and_everyone_who_waits_for_it()
    {
        var started = new TaskCompletionSource();
        var ended = new TaskCompletionSource();
        var app = new App();
        var ims = new StubHandler(async (_, cancellationToken) =>
        {
            started.SetResult();
            using var registration = cancellationToken.Register(ended.SetResult);
            await Task.Delay(Timeout.InfiniteTimeSpan, cancellationToken);
            throw new InvalidOperationException();
        });
        app.Services.AddAdobeServerAuth(App.Fill()).ConfigureImsHttpClient(client => client.ConfigurePrimaryHttpMessageHandler(() => ims));
        var services = app.Services.BuildServiceProvider();
        var provider = services.GetRequiredService<ITokenProvider>();
        var waiting = provider.GetTokenAsync(TestContext.Current.CancellationToken).AsTask();
        await started.Task;

        await services.DisposeAsync();

        await Assert.ThrowsAsync<ObjectDisposedException>(() => waiting);
        await ended.Task;
        await Assert.ThrowsAsync<ObjectDisposedException>(() => provider.GetTokenAsync(TestContext.Current.CancellationToken).AsTask());
    }

    [Fact]
    public async Task The_ims_client_can_be_configured_and_sees_every_token_request()
    {
        var app = new App().WithCredential();
        var seen = new List<Uri?>();
        app.Services.AddAdobeServerAuth(_ => { })
            .ConfigureImsHttpClient(client => client.AddHttpMessageHandler(() => new Spy(seen)))
            .ConfigureImsHttpClient(client => client.ConfigureHttpClient(http => http.DefaultRequestHeaders.Add("x-gateway", "on")));
        await using var services = app.Services.BuildServiceProvider();

        await App.TokenOf(services);

        Assert.Equal(new Uri("https://ims-na1.adobelogin.com/ims/token/v3"), Assert.Single(seen));
        Assert.Equal("on", Assert.Single(app.Ims.Seen).Headers["x-gateway"]);
    }

    [Fact]
    public async Task A_primary_handler_of_the_applications_own_does_not_follow_redirects_with_the_secret()
    {
        // The usual way to set a proxy: new HttpClientHandler { Proxy = … }, which follows redirects unless it is told not to.
        var app = new App();
        var primary = new TaughtHandler(_ => Make.Response(HttpStatusCode.OK, Make.TokenJson()));
        app.Services.AddAdobeServerAuth(App.Fill()).ConfigureImsHttpClient(client => client.ConfigurePrimaryHttpMessageHandler(() => primary));
        await using var services = app.Services.BuildServiceProvider();

        await App.TokenOf(services);

        Assert.False(primary.AllowAutoRedirect);
    }

    [Fact]
    public async Task The_default_primary_handler_of_the_ims_client_keeps_no_cookies_and_follows_no_redirects()
    {
        await using var services = new ServiceCollection().AddAdobeServerAuth(App.Fill()).Services.BuildServiceProvider();

        var primary = Assert.IsType<PlatformHandler>(App.ChainOf(services, ImsClientName)[^1]);

        Assert.False(primary.AllowAutoRedirect);
        Assert.False(primary.UseCookies);
        Assert.Equal(DecompressionMethods.None, primary.AutomaticDecompression);
#if !NETSTANDARD_BUILD
        Assert.InRange(primary.PooledConnectionLifetime, TimeSpan.FromSeconds(1), TimeSpan.FromHours(1));
#endif
    }

    [Fact]
    public async Task Clients_that_share_one_primary_handler_follow_redirects_all_of_them()
    {
        // One handler for all is common: it holds the proxy, the certificates and the connections.
        var app = new App().WithCredential();
        var shared = new TaughtHandler(request => request.RequestUri!.AbsolutePath == "/new"
            ? Make.Response(HttpStatusCode.OK, "moved")
            : Make.Response(HttpStatusCode.Found, "", headers => headers.Location = new Uri("/new", UriKind.Relative)));
        foreach (var name in new[] { "first", "second" })
        {
            app.Services.AddHttpClient(name).ConfigurePrimaryHttpMessageHandler(() => shared).AddAdobeServerAuthHandler();
        }

        await using var services = app.Services.BuildServiceProvider();
        var factory = services.GetRequiredService<IHttpClientFactory>();

        var first = await factory.CreateClient("first").GetAsync(new Uri(App.Address), TestContext.Current.CancellationToken);
        var second = await factory.CreateClient("second").GetAsync(new Uri(App.Address), TestContext.Current.CancellationToken);

        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.OK), (first.StatusCode, second.StatusCode));
    }

#if !NETSTANDARD_BUILD
    [Fact]
    public async Task A_primary_handler_that_is_in_use_already_is_taken_or_refused_in_words()
    {
        using var shared = new SocketsHttpHandler { ConnectCallback = (_, _) => throw new IOException() };
        using var other = new HttpMessageInvoker(shared, disposeHandler: false);
        using var request = new HttpRequestMessage(HttpMethod.Get, App.Address);
        await Assert.ThrowsAnyAsync<HttpRequestException>(() => other.SendAsync(request, TestContext.Current.CancellationToken));
        var app = new App().WithCredential();
        app.Services.AddHttpClient("api").ConfigurePrimaryHttpMessageHandler(() => shared).AddAdobeServerAuthHandler();
        await using var services = app.Services.BuildServiceProvider();

        var refusal = Record.Exception(() => services.GetRequiredService<IHttpClientFactory>().CreateClient("api"));

        Assert.True(refusal is null || refusal.Message.Contains("AllowAutoRedirect", StringComparison.Ordinal), refusal?.Message);
    }
#endif

    [Fact]
    public void No_argument_may_be_null()
    {
        IServiceCollection services = new ServiceCollection();
        var builder = services.AddAdobeServerAuth(App.Fill());
        var client = services.AddHttpClient("api");

        Assert.Equal("services", Assert.Throws<ArgumentNullException>(() => ((IServiceCollection)null!).AddAdobeServerAuth()).ParamName);
        Assert.Equal("services", Assert.Throws<ArgumentNullException>(() => ((IServiceCollection)null!).AddAdobeServerAuth(_ => { })).ParamName);
        Assert.Equal("services", Assert.Throws<ArgumentNullException>(() => ((IServiceCollection)null!).AddAdobeServerAuth((_, _) => { })).ParamName);
        Assert.Equal("services", Assert.Throws<ArgumentNullException>(() => ((IServiceCollection)null!).AddAdobeServerAuth(new ConfigurationBuilder().Build())).ParamName);
        Assert.Equal("section", Assert.Throws<ArgumentNullException>(() => services.AddAdobeServerAuth((IConfiguration)null!)).ParamName);
        Assert.Equal("configure", Assert.Throws<ArgumentNullException>(() => services.AddAdobeServerAuth((Action<AdobeServerAuthOptions>)null!)).ParamName);
        Assert.Equal("configure", Assert.Throws<ArgumentNullException>(() => services.AddAdobeServerAuth((Action<AdobeServerAuthOptions, IServiceProvider>)null!)).ParamName);
        Assert.Equal("builder", Assert.Throws<ArgumentNullException>(() => ((IAdobeServerAuthBuilder)null!).ConfigureImsHttpClient(_ => { })).ParamName);
        Assert.Equal("configure", Assert.Throws<ArgumentNullException>(() => builder.ConfigureImsHttpClient(null!)).ParamName);
        Assert.Equal("builder", Assert.Throws<ArgumentNullException>(() => ((IHttpClientBuilder)null!).AddAdobeServerAuthHandler()).ParamName);
        Assert.Equal("builder", Assert.Throws<ArgumentNullException>(() => ((IHttpClientBuilder)null!).AddAdobeServerAuthHandler(_ => { })).ParamName);
        Assert.Equal("configure", Assert.Throws<ArgumentNullException>(() => client.AddAdobeServerAuthHandler((Action<ApiRequestOptions>)null!)).ParamName);
    }

    private static string ImsClientName => Adobe.ServerAuth.DependencyInjection.ImsHttpClient.Name;

    private static (int Providers, int Validators, int ImsActions) Counts(IServiceCollection services)
    {
        using var provider = services.BuildServiceProvider();
        return (
            services.Count(service => service.ServiceType == typeof(ITokenProvider)),
            services.Count(service => service.ServiceType == typeof(IValidateOptions<AdobeServerAuthOptions>)),
            provider.GetRequiredService<IOptionsMonitor<HttpClientFactoryOptions>>().Get(ImsClientName).HttpMessageHandlerBuilderActions.Count);
    }

    private sealed class TypedClient(HttpClient http)
    {
        public HttpClient Http { get; } = http;
    }

    private sealed class Spy(List<Uri?> seen) : DelegatingHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            seen.Add(request.RequestUri);
            return base.SendAsync(request, cancellationToken);
        }
    }

    private sealed class OwnProvider : ITokenProvider
    {
        public ValueTask<AccessToken> GetTokenAsync(CancellationToken cancellationToken = default) => new(new AccessToken("of-my-own", DateTimeOffset.MaxValue));

        public ValueTask<AccessToken> RenewTokenAsync(AccessToken rejected, CancellationToken cancellationToken = default) => GetTokenAsync(cancellationToken);
    }
}
