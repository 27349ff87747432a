using System.Net;
using Adobe.ServerAuth.Tests.Fakes;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Http.Logging;
#if NETSTANDARD_BUILD
using PlatformHandler = System.Net.Http.HttpClientHandler;
#else
using PlatformHandler = System.Net.Http.SocketsHttpHandler;
#endif

namespace Adobe.ServerAuth.Tests.DependencyInjection;

/// <summary>What an application sets for all its clients must not reach the one that requests tokens.</summary>
public class HttpClientDefaultsTests
{
    private static readonly Dictionary<string, Action<IHttpClientBuilder, Traces>> AllDefaults = new()
    {
        ["an extra handler"] = (client, traces) => client.AddHttpMessageHandler(() => new TracingHandler(traces)),
        ["a handler that is put in by a list"] = (client, traces) => client.ConfigureAdditionalHttpMessageHandlers((handlers, _) => handlers.Insert(0, new TracingHandler(traces))),
        ["a primary handler"] = (client, traces) => client.ConfigurePrimaryHttpMessageHandler(() => traces.Primary),
        ["the handler of this library"] = (client, _) => client.AddAdobeServerAuthHandler(),
        ["the handler of this library with options"] = (client, _) => client.AddAdobeServerAuthHandler(options => options.AllowedHosts = ["platform.adobe.io"]),
        ["request headers"] = (client, _) => client.ConfigureHttpClient(http => http.DefaultRequestHeaders.Add("x-everywhere", "on")),
        ["a short timeout"] = (client, traces) => client.ConfigureHttpClient(http =>
        {
            http.Timeout = TimeSpan.FromTicks(1);
            traces.Reached++;
        }),
        ["a logger of requests"] = (client, traces) => client.AddLogger(_ => new TracingLogger(traces), wrapHandlersPipeline: true),
    };

    public static TheoryData<string, bool> Defaults => [.. AllDefaults.Keys.SelectMany(name => new[] { (name, false), (name, true) })];

    [Theory, MemberData(nameof(Defaults))]
    public async Task A_default_does_not_reach_the_client_that_requests_tokens(string name, bool isSetBefore)
    {
        var traces = new Traces();
        var services = new ServiceCollection();
        if (isSetBefore)
        {
            services.ConfigureHttpClientDefaults(client => AllDefaults[name](client, traces));
        }

        // The end of the chain stands in front of the primary handler, so that the library's own one can be seen behind it.
        services.AddAdobeServerAuth(App.Fill()).ConfigureImsHttpClient(client => client.AddHttpMessageHandler(() => traces.Terminal));
        if (!isSetBefore)
        {
            services.ConfigureHttpClientDefaults(client => AllDefaults[name](client, traces));
        }

        await using var provider = services.BuildServiceProvider();

        var token = await App.TokenOf(provider).WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);

        Assert.Equal("token-1", token);
        Assert.Equal(0, traces.Reached);
        Assert.IsType<PlatformHandler>(traces.Terminal.Innermost);
        Assert.Equal(["Accept", "Content-Type"], traces.Terminal.Seen!.Headers.Keys.Where(key => key != "Content-Length").Order());
    }

    [Theory, MemberData(nameof(Defaults))]
    public async Task The_same_default_reaches_any_other_client(string name, bool isSetBefore)
    {
        var traces = new Traces();
        var services = new ServiceCollection();
        if (isSetBefore)
        {
            services.ConfigureHttpClientDefaults(client => AllDefaults[name](client, traces));
        }

        services.AddAdobeServerAuth(App.Fill()).ConfigureImsHttpClient(client => client.AddHttpMessageHandler(() => new TerminalHandler()));
        services.AddHttpClient("other").AddHttpMessageHandler(() => traces.Terminal);
        if (!isSetBefore)
        {
            services.ConfigureHttpClientDefaults(client => AllDefaults[name](client, traces));
        }

        await using var provider = services.BuildServiceProvider();

        _ = await Record.ExceptionAsync(() => provider.GetRequiredService<IHttpClientFactory>().CreateClient("other").GetAsync(new Uri(App.Address), TestContext.Current.CancellationToken));

        Assert.True(traces.Reached > 0 || traces.Terminal.Innermost == traces.Primary || traces.Terminal.Seen!.Headers.Count > 0, "This default would not be noticed.");
    }

    [Fact]
    public async Task Defaults_reach_all_other_clients_the_handler_of_this_library_among_them()
    {
        var app = new App();
        app.Services.ConfigureHttpClientDefaults(client => client.AddAdobeServerAuthHandler(options => options.SendApiKey = false));
        app.WithCredential();
        app.AddClient("api");
        await using var services = app.Services.BuildServiceProvider();

        await services.GetRequiredService<IHttpClientFactory>().CreateClient("api").GetAsync(new Uri(App.Address), TestContext.Current.CancellationToken);

        var request = Assert.Single(app.Api.Seen);
        Assert.Equal("Bearer token-1", request.Authorization);
        Assert.False(request.Headers.ContainsKey("x-api-key"));
    }

    [Fact]
    public async Task A_client_that_adds_the_handler_itself_besides_the_defaults_has_one_with_its_own_options()
    {
        var app = new App();
        app.Services.ConfigureHttpClientDefaults(client => client.AddAdobeServerAuthHandler());
        app.WithCredential();
        app.AddClient("api").AddAdobeServerAuthHandler(options => options.AllowedHosts = ["my.example"]);
        await using var services = app.Services.BuildServiceProvider();

        Assert.Single(App.ChainOf(services, "api").OfType<AdobeServerAuthHandler>());
        await services.GetRequiredService<IHttpClientFactory>().CreateClient("api").GetAsync(new Uri("https://my.example/"), TestContext.Current.CancellationToken);

        Assert.Equal("Bearer token-1", Assert.Single(app.Api.Seen).Authorization);
    }

    [Fact]
    public async Task Defaults_that_are_set_later_do_not_loosen_what_a_client_allows()
    {
        var app = new App().WithCredential();
        app.AddClient("api").AddAdobeServerAuthHandler(options => options.AllowedHosts = ["my.example"]);
        app.Services.ConfigureHttpClientDefaults(client => client.AddAdobeServerAuthHandler(options => options.AllowedHosts = ["your.example"]));
        await using var services = app.Services.BuildServiceProvider();
        var client = services.GetRequiredService<IHttpClientFactory>().CreateClient("api");

        await client.GetAsync(new Uri("https://my.example/"), TestContext.Current.CancellationToken);
        await Assert.ThrowsAsync<RequestBlockedException>(() => client.GetAsync(new Uri("https://your.example/"), TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_client_that_adds_the_handler_itself_besides_the_defaults_still_follows_redirects()
    {
        var app = new App();
        app.Services.ConfigureHttpClientDefaults(client => client.AddAdobeServerAuthHandler());
        app.WithCredential();
        var primary = new TaughtHandler(request => request.RequestUri!.AbsolutePath == "/new"
            ? Make.Response(HttpStatusCode.OK)
            : Make.Response(HttpStatusCode.Found, "", headers => headers.Location = new Uri("/new", UriKind.Relative)));
        app.Services.AddHttpClient("api").ConfigurePrimaryHttpMessageHandler(() => primary).AddAdobeServerAuthHandler();
        await using var services = app.Services.BuildServiceProvider();

        var response = await services.GetRequiredService<IHttpClientFactory>().CreateClient("api").GetAsync(new Uri(App.Address), TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    private sealed class Traces
    {
        public Traces() => Primary = new StubHandler(_ =>
        {
            Reached++;
            return Make.Response(HttpStatusCode.OK, Make.TokenJson());
        });

        public int Reached { get; set; }

        public TerminalHandler Terminal { get; } = new();

        public StubHandler Primary { get; }
    }

    private sealed class TracingHandler(Traces traces) : DelegatingHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            traces.Reached++;
            return base.SendAsync(request, cancellationToken);
        }
    }

    private sealed class TracingLogger(Traces traces) : IHttpClientLogger
    {
        public object? LogRequestStart(HttpRequestMessage request)
        {
            traces.Reached++;
            return null;
        }

        public void LogRequestStop(object? context, HttpRequestMessage request, HttpResponseMessage response, TimeSpan elapsed)
        {
        }

        public void LogRequestFailed(object? context, HttpRequestMessage request, HttpResponseMessage? response, Exception exception, TimeSpan elapsed)
        {
        }
    }

    private sealed class TerminalHandler : DelegatingHandler
    {
        public SeenRequest? Seen { get; private set; }

        public HttpMessageHandler? Innermost { get; private set; }

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            Seen = await SeenRequest.OfAsync(request);
            Innermost = InnerHandler;
            while (Innermost is DelegatingHandler delegating)
            {
                Innermost = delegating.InnerHandler;
            }

            return Make.Response(HttpStatusCode.OK, Make.TokenJson());
        }
    }
}
