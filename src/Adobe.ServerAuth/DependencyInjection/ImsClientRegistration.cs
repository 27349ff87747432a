using Adobe.ServerAuth.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace Adobe.ServerAuth.DependencyInjection;

// A client of the IMS that a credential gets its tokens from, made anew each time it is asked for, since the options may change.
internal static class ImsClientRegistration
{
    public static void Add(IServiceCollection services, string name)
    {
        if (name == Options.DefaultName)
        {
            services.TryAddTransient(provider => Create(provider, name));
        }
        else
        {
            services.TryAddKeyedTransient(name, (provider, _) => Create(provider, name));
        }
    }

    private static ImsClient Create(IServiceProvider services, string name)
    {
        services.GetRequiredService<CredentialUse>().Note();
        return new(
            ImsHttpClient.Invoker(services.GetRequiredService<IHttpClientFactory>(), ImsHttpClient.NameFor(name)),
            Endpoint(services, name),
            services.GetService<TimeProvider>() ?? TimeProvider.System);
    }

    // Behind a token endpoint of a product's own stands the usual IMS.
    private static Uri Endpoint(IServiceProvider services, string name)
    {
        using var settings = services.GetRequiredService<CredentialOptionsReader>().Read(name);
        return settings is null || TokenEndpoints.IsOfProduct(settings.TokenEndpoint)
            ? services.GetRequiredService<IOptionsMonitor<AdobeServerAuthOptions>>().Get(name).ImsEndpoint ?? TokenEndpoints.ProductionIms
            : new Uri(settings.TokenEndpoint.GetLeftPart(UriPartial.Authority));
    }
}
