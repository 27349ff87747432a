using System.Net;
using Adobe.ServerAuth.Tests.Fakes;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Adobe.ServerAuth.Tests.DependencyInjection;

/// <summary>An application with stubs at both ends: IMS, which issues token-1, token-2 and so on, and an API.</summary>
internal sealed class App
{
    public const string Address = "https://platform.adobe.io/data";

    private int _tokens;

    public App()
        : this(null)
    {
    }

    /// <summary>An application whose IMS is another stub.</summary>
    public App(StubHandler? ims)
    {
        Ims = ims ?? new StubHandler(_ => Make.Response(HttpStatusCode.OK, Make.TokenJson($"token-{Interlocked.Increment(ref _tokens)}")));
        Services.AddSingleton<TimeProvider>(Clock).AddLogging(logging => logging.SetMinimumLevel(LogLevel.Trace).AddProvider(Log));
    }

    public TestClock Clock { get; } = new();

    public RecordingLogger Log { get; } = new();

    public StubHandler Ims { get; }

    public StubHandler Api { get; } = new(_ => Make.Response(HttpStatusCode.OK));

    public IServiceCollection Services { get; } = new ServiceCollection();

    /// <summary>Registers a valid credential in code, whose IMS is the stub.</summary>
    public App WithCredential(Action<AdobeServerAuthOptions>? change = null)
    {
        Services.AddAdobeServerAuth(Fill(change)).ConfigureImsHttpClient(ToStub);
        return this;
    }

    public IHttpClientBuilder AddClient(string name) => Services.AddHttpClient(name).ConfigurePrimaryHttpMessageHandler(() => Api);

    /// <summary>The end of the chain of token requests becomes the stub.</summary>
    public void ToStub(IHttpClientBuilder ims) => ims.ConfigurePrimaryHttpMessageHandler(() => Ims);

    public static Action<AdobeServerAuthOptions> Fill(Action<AdobeServerAuthOptions>? change = null) => options => Copy(Make.Options(change), options);

    /// <summary>The same for a Service Account (JWT) credential.</summary>
    public static Action<AdobeServerAuthOptions> FillJwt(Action<AdobeServerAuthOptions>? change = null) => options => Copy(Make.JwtOptions(change), options);

    public static async Task<string> TokenOf(IServiceProvider services) =>
        (await services.GetRequiredService<ITokenProvider>().GetTokenAsync(CancellationToken.None)).Value;

    public static async Task<string> TokenOf(IServiceProvider services, string credential) =>
        (await services.GetRequiredKeyedService<ITokenProvider>(credential).GetTokenAsync(CancellationToken.None)).Value;

    public static Task<HttpResponseMessage> CallAsync(IServiceProvider services, string client) =>
        services.GetRequiredService<IHttpClientFactory>().CreateClient(client).GetAsync(new Uri(Address), TestContext.Current.CancellationToken);

    /// <summary>All handlers of a client, from the outermost to the innermost.</summary>
    public static IReadOnlyList<HttpMessageHandler> ChainOf(IServiceProvider services, string client)
    {
        var chain = new List<HttpMessageHandler>();
        for (var handler = services.GetRequiredService<IHttpMessageHandlerFactory>().CreateHandler(client); handler is not null; handler = (handler as DelegatingHandler)?.InnerHandler)
        {
            chain.Add(handler);
        }

        return chain;
    }

    private static void Copy(AdobeServerAuthOptions made, AdobeServerAuthOptions options)
    {
        (options.Flow, options.Jwt) = (made.Flow, made.Jwt);
        (options.ClientId, options.ClientSecret, options.Scopes, options.OrganizationId) = (made.ClientId, made.ClientSecret, made.Scopes, made.OrganizationId);
        (options.ImsEndpoint, options.TokenEndpoint, options.Cache, options.TokenRequest) = (made.ImsEndpoint, made.TokenEndpoint, made.Cache, made.TokenRequest);
    }
}
