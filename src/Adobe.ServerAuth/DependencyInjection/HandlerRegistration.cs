using Adobe.ServerAuth.Configuration;
using Adobe.ServerAuth.Handlers;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Adobe.ServerAuth.DependencyInjection;

// What every form of AddAdobeServerAuthHandler registers, once per client. The credential of the last call counts.
internal static class HandlerRegistration
{
    public static IHttpClientBuilder Add(IHttpClientBuilder builder, string credential)
    {
        var services = builder.Services;
        services.Configure<HandlerCredential>(builder.Name, options => options.Name = credential);
        var marker = new Marker(builder.Name);
        if (services.Any(service => marker.Equals(service.ImplementationInstance)))
        {
            return builder;
        }

        services.AddSingleton(marker);
        services.AddOptions<ApiRequestOptions>(builder.Name).ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<ApiRequestOptions>, ApiRequestOptionsValidator>());
        builder.AddHttpMessageHandler(provider => Create(provider, builder.Name ?? Options.DefaultName));

        // Last of all, since it looks at the primary handler that everyone else's configuration has settled on.
        services.PostConfigure<HttpClientFactoryOptions>(builder.Name, static options => options.HttpMessageHandlerBuilderActions.Add(Complete));
        return builder;
    }

    private static AdobeServerAuthHandler Create(IServiceProvider services, string client)
    {
        var credential = services.GetRequiredService<IOptionsMonitor<HandlerCredential>>().Get(client).Name;
        if (services.GetService<TokenProviderFactory>() is not { } factory || (credential.Length == 0 && services.GetService<ITokenProvider>() is null))
        {
            throw new InvalidOperationException($"The HTTP client '{client}' uses {nameof(AdobeServerAuthHttpClientBuilderExtensions.AddAdobeServerAuthHandler)}, but {(credential.Length == 0 ? "no default credential" : "no credential")} is registered: call services.{nameof(AdobeServerAuthServiceCollectionExtensions.AddAdobeServerAuth)}({(credential.Length == 0 ? "" : $"\"{credential}\"")}) as well.");
        }

        // The application may have registered a provider of its own for the name. One that is not known yet may come at run time.
        var provider = (credential.Length == 0 ? services.GetService<ITokenProvider>() : services.GetKeyedService<ITokenProvider>(credential))
            ?? new NamedTokenProvider(factory, credential);
        return new AdobeServerAuthHandler(
            provider,
            services.GetRequiredService<IOptionsMonitor<ApiRequestOptions>>().Get(client),
            services.GetRequiredService<ILogger<AdobeServerAuthHandler>>());
    }

    private static void Complete(HttpMessageHandlerBuilder builder)
    {
        var handlers = builder.AdditionalHandlers.OfType<AdobeServerAuthHandler>().ToArray();

        // One from the defaults of all clients comes before the client's own, and would block what that allows.
        foreach (var handler in handlers.Take(handlers.Length - 1))
        {
            builder.AdditionalHandlers.Remove(handler);
        }

        if (handlers.Length > 0)
        {
            handlers[handlers.Length - 1].MaxRedirects = PrimaryHandlers.TakeOverRedirects(builder.PrimaryHandler);
        }
    }

    private sealed record Marker(string? Client);
}
