using System.Net;
using Adobe.ServerAuth.Tests.Fakes;
using Microsoft.Extensions.DependencyInjection;
#if !NETSTANDARD_BUILD
using Microsoft.Extensions.Diagnostics.HealthChecks;
#endif
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Adobe.ServerAuth.Tests.DependencyInjection;

/// <summary>A credential is registered, and no request gets its token.</summary>
public class UnusedCredentialTests
{
    private const int HandlerMissing = 303;
    private const int CredentialUnused = 510;

    private static readonly Dictionary<string, (Action<IServiceCollection> Register, Func<IServiceProvider, Task> Use)> AllUses = new()
    {
        ["the handler on a named client that sends nothing"] = (services => services.AddHttpClient("api").AddAdobeServerAuthHandler(), _ => Task.CompletedTask),
        ["the handler on a typed client"] = (services => services.AddHttpClient<TypedClient>().AddAdobeServerAuthHandler(), _ => Task.CompletedTask),
        ["the handler on all clients"] = (services => services.ConfigureHttpClientDefaults(client => client.AddAdobeServerAuthHandler()), _ => Task.CompletedTask),
        ["the handler on a client, for another credential"] = (services => services.AddHttpClient("api").AddAdobeServerAuthHandler("analytics"), _ => Task.CompletedTask),
        ["a provider that a service takes"] = (services => services.AddSingleton<Reports>(), services => services.GetRequiredService<Reports>().RunAsync()),
        ["a provider that a hosted service takes"] = (services => services.AddHostedService<Worker>(), _ => Task.CompletedTask),
        ["a provider that is resolved after the start, as a controller does"] = (_ => { }, services =>
        {
            using var scope = services.CreateScope();
            scope.ServiceProvider.GetRequiredService<ITokenProvider>();
            return Task.CompletedTask;
        }
        ),
        ["a keyed provider"] = (_ => { }, services => App.TokenOf(services, "analytics")),
        ["the factory of providers"] = (_ => { }, services => services.GetRequiredService<ITokenProviderFactory>().GetProvider("analytics").GetTokenAsync(CancellationToken.None).AsTask()),
        ["the client of IMS"] = (_ => { }, services => Task.FromResult(services.GetRequiredService<ImsClient>())),
#if !NETSTANDARD_BUILD
        ["a warm-up"] = (services => services.AddAdobeServerAuth(App.Fill()).AddWarmUp(), _ => Task.CompletedTask),
#endif
        ["a provider of the application's own in its place"] = (services => services.AddSingleton<ITokenProvider>(new ManualProvider()), _ => Task.CompletedTask),
        ["a handler that the application makes"] = (
            services => services.AddHttpClient("api").AddHttpMessageHandler(provider => new AdobeServerAuthHandler(provider.GetRequiredService<ITokenProvider>())),
            services => services.GetRequiredService<IHttpClientFactory>().CreateClient("api").GetAsync(new Uri(App.Address), CancellationToken.None)),
        ["a header that the application sets, and a client that is refused"] = (_ => { }, async services =>
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, App.Address) { Headers = { Authorization = new("Bearer", await App.TokenOf(services)) } };
            await services.GetRequiredService<IHttpClientFactory>().CreateClient("api").SendAsync(request, CancellationToken.None);
        }
        ),
    };

    public static TheoryData<string> Uses => [.. AllUses.Keys];

    [Theory, MemberData(nameof(Uses))]
    public async Task No_use_of_the_library_is_taken_for_a_mistake(string use)
    {
        var app = new App();
        var host = await StartAsync(app, AllUses[use].Register, HttpStatusCode.Unauthorized);

        await AllUses[use].Use(host.Services);
        await EndAsync(host);

        Assert.Empty(Warnings(app));
    }

    [Theory]
    [InlineData("https://firefly-api.adobe.io/v3/images", HttpStatusCode.Unauthorized)]
    [InlineData("https://platform.adobe.io/data", HttpStatusCode.Forbidden)]
    [InlineData("http://localhost:5001/emulator", HttpStatusCode.Unauthorized)]
    [InlineData("http://localhost:5001/emulator", HttpStatusCode.Forbidden)]
    [InlineData("https://gateway.example.com/adobe", HttpStatusCode.Unauthorized)]
    public async Task A_refused_request_without_a_token_names_its_client_and_the_missing_call_once(string address, HttpStatusCode status)
    {
        var app = new App();
        var host = await StartAsync(app, _ => { }, status);
        var client = host.Services.GetRequiredService<IHttpClientFactory>().CreateClient("api");

        await client.GetAsync(new Uri(address), TestContext.Current.CancellationToken);
        await client.GetAsync(new Uri(address), TestContext.Current.CancellationToken);
#if !NETSTANDARD_BUILD
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        using var response = client.Send(request, TestContext.Current.CancellationToken);
#endif
        await EndAsync(host);

        var warning = Assert.Single(Warnings(app));
        Assert.Equal((HandlerMissing, LogLevel.Warning), (warning.Id, warning.Level));
        Assert.StartsWith($"{new Uri(address).Host} answered {(int)status} to a request of HTTP client 'api' without an Authorization header.", warning.Text, StringComparison.Ordinal);
        Assert.Contains(".AddAdobeServerAuthHandler() behind AddHttpClient", warning.Text, StringComparison.Ordinal);
        Assert.EndsWith("Registered credentials: (default), 'analytics'.", warning.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(HttpStatusCode.OK, "https://platform.adobe.io/data", false)]
    [InlineData(HttpStatusCode.Forbidden, "https://gateway.example.com/", false)]
    [InlineData(HttpStatusCode.Unauthorized, "https://platform.adobe.io/data", true)]
    public async Task An_answer_that_proves_nothing_is_not_reported(HttpStatusCode status, string address, bool isMarked)
    {
        var app = new App();
        var host = await StartAsync(app, _ => { }, status);
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        using var response = await host.Services.GetRequiredService<IHttpClientFactory>().CreateClient("api")
            .SendAsync(isMarked ? request.WithoutAdobeCredential() : request, TestContext.Current.CancellationToken);

        Assert.Empty(Warnings(app));
        host.Dispose();
    }

    [Fact]
    public async Task A_host_whose_credentials_were_not_used_warns_when_it_ends()
    {
        var app = new App();
#if NETSTANDARD_BUILD
        var host = await StartAsync(app, _ => { });
#else
        var host = await StartAsync(app, services => services.AddHealthChecks().AddAdobeServerAuth());
        await host.Services.GetRequiredService<HealthCheckService>().CheckHealthAsync(TestContext.Current.CancellationToken);
#endif
        host.Services.GetRequiredService<ICredentialStatusSource>().GetStatus("");
        Assert.Empty(Warnings(app));

        await EndAsync(host);

        var warning = Assert.Single(Warnings(app));
        Assert.Equal((CredentialUnused, LogLevel.Warning), (warning.Id, warning.Level));
        Assert.Contains("(default), 'analytics'", warning.Text, StringComparison.Ordinal);
        Assert.Contains(".AddAdobeServerAuthHandler()", warning.Text, StringComparison.Ordinal);
        Leaks.AssertNone(Make.Secret, [warning.Text]);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Without_a_host_requests_show_that_the_application_ran(bool sends)
    {
        var app = new App().WithCredential();
        app.AddClient("api");
        await using (var services = app.Services.BuildServiceProvider())
        {
            var client = services.GetRequiredService<IHttpClientFactory>().CreateClient("api");
            if (sends)
            {
                await client.GetAsync(new Uri(App.Address), TestContext.Current.CancellationToken);
            }
        }

        Assert.Equal(sends ? [CredentialUnused] : [], Warnings(app).Select(line => line.Id));
    }

    [Fact]
    public void A_host_that_never_started_says_nothing()
    {
        // The tools of Entity Framework build a host and do not start it.
        var app = new App();
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Logging.AddProvider(app.Log);
        builder.Services.AddAdobeServerAuth(App.Fill());
        builder.Build().Dispose();

        Assert.Empty(app.Log.Lines);
    }

    private static async Task<IHost> StartAsync(App app, Action<IServiceCollection> register, HttpStatusCode status = HttpStatusCode.OK)
    {
        var api = new StubHandler(_ => Make.Response(status));
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Logging.AddProvider(app.Log);
        builder.Services.AddAdobeServerAuth(App.Fill()).ConfigureImsHttpClient(app.ToStub);
        builder.Services.AddAdobeServerAuth("analytics", App.Fill()).ConfigureImsHttpClient(app.ToStub);
        builder.Services.AddHttpClient("api").ConfigurePrimaryHttpMessageHandler(() => api);
        register(builder.Services);
        var host = builder.Build();
        await host.StartAsync(TestContext.Current.CancellationToken);
        return host;
    }

    private static async Task EndAsync(IHost host)
    {
        await host.StopAsync(TestContext.Current.CancellationToken);
        host.Dispose();
    }

    private static IReadOnlyList<LogLine> Warnings(App app) => [.. app.Log.Of(HandlerMissing), .. app.Log.Of(CredentialUnused)];

    private sealed class TypedClient(HttpClient http)
    {
        public HttpClient Http { get; } = http;
    }

    private sealed class Reports(ITokenProvider tokens)
    {
        public Task<AccessToken> RunAsync() => tokens.GetTokenAsync(CancellationToken.None).AsTask();
    }

    private sealed class Worker(ITokenProvider tokens) : BackgroundService
    {
        protected override Task ExecuteAsync(CancellationToken stoppingToken) => tokens.GetTokenAsync(stoppingToken).AsTask();
    }
}
