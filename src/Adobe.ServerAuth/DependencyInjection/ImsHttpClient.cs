using Adobe.ServerAuth.Handlers;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Http;

namespace Adobe.ServerAuth.DependencyInjection;

// The clients of the factory that token requests are made with: one for each credential that is registered by name, and one for the
// default credential and all that come at run time.
internal static class ImsHttpClient
{
    public const string Name = "Adobe.ServerAuth.Ims";

    public static string NameFor(string credential) => credential.Length == 0 ? Name : Name + "." + credential;

    public static bool Is(string? client) => client is not null && (client == Name || client.StartsWith(Name + ".", StringComparison.Ordinal));

    public static void Register(IServiceCollection services, string name)
    {
        var marker = new Marker(name);
        // The instance of a keyed service throws in the oldest versions of Microsoft.Extensions.DependencyInjection.Abstractions.
        if (services.Any(service => !service.IsKeyedService && marker.Equals(service.ImplementationInstance)))
        {
            return;
        }

        services.AddSingleton(marker);
        var client = services.AddHttpClient(name);

        // Defaults of the application's clients come first: a retry of theirs would multiply ours, and our own handler among them would
        // wait for the token that it is to fetch.
        client.Services.Configure<HttpClientFactoryOptions>(name, static options =>
        {
            options.HttpClientActions.Clear();
            options.HttpMessageHandlerBuilderActions.Clear();
        });

        // A logger of the defaults may write bodies, and these hold the secret and the token; the usual one writes what the framework could
        // not parse, which may be an echo of the request.
        client.RemoveAllLoggers();
        client.ConfigureHttpClient(static http => http.Timeout = Timeout.InfiniteTimeSpan);
        client.ConfigurePrimaryHttpMessageHandler(PrimaryHandlers.Create);

        // Last of all: the application's own primary handler must not send the secret on to where a redirect leads.
        services.PostConfigure<HttpClientFactoryOptions>(
            name,
            static options => options.HttpMessageHandlerBuilderActions.Add(static builder =>
            {
                PrimaryHandlers.TakeOverRedirects(builder.PrimaryHandler);
                PrimaryHandlers.KeepOutOfTraces(builder.PrimaryHandler);
            }));
    }

    // Takes a client from the factory for every request, so that handlers rotate under a provider that lives as long as the application.
    public static HttpMessageInvoker Invoker(IHttpClientFactory factory, string name) => new(new FactoryHandler(factory, name));

    private sealed record Marker(string Client);

    private sealed class FactoryHandler(IHttpClientFactory factory, string name) : HttpMessageHandler
    {
        // On a thread of its own: handlers of the application's may block, and must not keep the time limits of the request from working.
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
            Task.Run(() => factory.CreateClient(name).SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken), cancellationToken);
    }
}
