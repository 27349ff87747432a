using Adobe.ServerAuth.Configuration;
using Adobe.ServerAuth.Diagnostics;
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
        Configure<HandlerCredential>(builder, options => options.Name = credential);
        var marker = new ClientWithHandler(builder.Name);
        if (services.Any(service => !service.IsKeyedService && marker.Equals(service.ImplementationInstance)))
        {
            return builder;
        }

        services.AddSingleton(marker);
        services.AddOptions<ApiRequestOptions>(builder.Name);
        services.TryAddSingleton<OwnAuthorizationNotices>();
        StartCheck.Add(services);
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IPostConfigureOptions<ApiRequestOptions>, HttpClientSections>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<ApiRequestOptions>, ApiRequestOptionsValidator>());
        builder.AddHttpMessageHandler(provider => Create(provider, builder.Name ?? Options.DefaultName));

        // First of all, so that whoever configures the primary handler has the last word.
        services.PostConfigure<HttpClientFactoryOptions>(builder.Name, static options => options.HttpMessageHandlerBuilderActions.Insert(0, static builder => PrimaryHandlers.KeepNoCookies(builder.PrimaryHandler)));
        services.PostConfigure<HttpClientFactoryOptions>(builder.Name, KeepOutOfLogs);

        // Last of all, since it looks at the primary handler that everyone else's configuration has settled on.
        services.PostConfigure<HttpClientFactoryOptions>(builder.Name, static options => options.HttpMessageHandlerBuilderActions.Add(Complete));
        return builder;
    }

    // The defaults of all clients come before what a client says for itself, in whichever order the two were registered.
    public static void Configure<T>(IHttpClientBuilder builder, Action<T> configure)
        where T : class
    {
        var services = builder.Services;
        var at = services.Count;
        while (builder.Name is null && at > 0 && services.Take(at).Any(IsOfOneClient<T>))
        {
            at--;
        }

        services.Insert(at, ServiceDescriptor.Singleton<IConfigureOptions<T>>(new ConfigureNamedOptions<T>(builder.Name, configure)));
    }

    public static string CredentialOf(IServiceProvider services, string? client) => services.GetRequiredService<IOptionsMonitor<HandlerCredential>>().Get(client).Name;

    // Null when the container has a provider for the client, or may have one at run time.
    public static string? ErrorOf(IServiceProvider services, ClientWithHandler client)
    {
        var credential = CredentialOf(services, client.Name);
        return services.GetService<CredentialNames>() is { } names ? names.ErrorOf(client, credential)
            : CredentialNames.IsProvider(services, credential) ? null : NotRegistered(client, credential);
    }

    private static bool IsOfOneClient<T>(ServiceDescriptor service)
        where T : class => service is { IsKeyedService: false, ImplementationInstance: ConfigureNamedOptions<T> { Name: not null } };

    private static AdobeServerAuthHandler Create(IServiceProvider services, string client)
    {
        if (ErrorOf(services, new ClientWithHandler(client)) is { } error)
        {
            throw new InvalidOperationException(error);
        }

        var credential = CredentialOf(services, client);
        return new AdobeServerAuthHandler(
            Provider(services, credential),
            services.GetService<ITokenProviderFactory>(),
            services.GetRequiredService<IOptionsMonitor<ApiRequestOptions>>().Get(client),
            services.GetRequiredService<ILogger<AdobeServerAuthHandler>>(),
            services.GetRequiredService<OwnAuthorizationNotices>().Of(client));
    }

    // Perhaps one of the application's own. A name that is not registered may come at run time, and requests may choose others.
    private static ITokenProvider Provider(IServiceProvider services, string credential)
    {
        var registered = credential.Length == 0 ? services.GetService<ITokenProvider>() : services.GetKeyedService<ITokenProvider>(credential);
        return registered ?? new NamedTokenProvider(services.GetRequiredService<TokenProviderFactory>(), credential);
    }

    private static string NotRegistered(ClientWithHandler client, string credential) =>
        $"{client.InWords} uses {nameof(AdobeServerAuthHttpClientBuilderExtensions.AddAdobeServerAuthHandler)}, but {(credential.Length == 0 ? "no default credential" : "no credential")} is registered: call services.{nameof(AdobeServerAuthServiceCollectionExtensions.AddAdobeServerAuth)}({(credential.Length == 0 ? "" : $"\"{SafeText.Clean(credential)}\"")}) as well.";

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
            handlers[handlers.Length - 1].MaxRedirects = PrimaryHandlers.TakeOverRedirects(builder.PrimaryHandler) ?? 0;
        }
    }

    // The factory's own log redacts all headers, until an application names those that it wants redacted.
    private static void KeepOutOfLogs(HttpClientFactoryOptions options)
    {
        var others = options.ShouldRedactHeaderValue;
        options.ShouldRedactHeaderValue = name => string.Equals(name, "Authorization", StringComparison.OrdinalIgnoreCase) || others(name);
    }
}
