using Adobe.ServerAuth.Handlers;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Http;

namespace Adobe.ServerAuth.DependencyInjection;

// The client of the factory that token requests are made with.
internal static class ImsHttpClient
{
    public const string Name = "Adobe.ServerAuth.Ims";

    public static void Register(IServiceCollection services)
    {
        if (services.Any(service => service.ServiceType == typeof(Marker)))
        {
            return;
        }

        services.AddSingleton<Marker>();
        var client = services.AddHttpClient(Name);

        // Defaults of the application's clients come first: a retry of theirs would multiply ours, and our own handler among them would
        // wait for the token that it is to fetch.
        client.Services.Configure<HttpClientFactoryOptions>(Name, static options =>
        {
            options.HttpClientActions.Clear();
            options.HttpMessageHandlerBuilderActions.Clear();
        });

        // A logger of the defaults may write bodies, and these hold the secret and the token.
        client.RemoveAllLoggers().AddDefaultLogger();
        client.ConfigureHttpClient(static http => http.Timeout = Timeout.InfiniteTimeSpan);
        client.ConfigurePrimaryHttpMessageHandler(PrimaryHandlers.Create);

        // Last of all: the application's own primary handler must not send the secret on to where a redirect leads.
        services.PostConfigure<HttpClientFactoryOptions>(
            Name,
            static options => options.HttpMessageHandlerBuilderActions.Add(static builder => PrimaryHandlers.TakeOverRedirects(builder.PrimaryHandler)));
    }

    // Takes a client from the factory for every request, so that handlers rotate under a provider that lives as long as the application.
    public static HttpMessageInvoker Invoker(IHttpClientFactory factory) => new(new FactoryHandler(factory));

    private sealed class Marker;

    private sealed class FactoryHandler(IHttpClientFactory factory) : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
            factory.CreateClient(Name).SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
    }
}
