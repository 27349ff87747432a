using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Adobe.ServerAuth.Benchmarks.Credentials;

internal static class TenantContainer
{
    public static ServiceProvider Build(IEnumerable<Tenant> tenants, HttpMessageHandler ims)
    {
        var services = new ServiceCollection();
        services.AddAdobeTokenProviderFactory().ConfigureImsHttpClient(client => client.ConfigurePrimaryHttpMessageHandler(() => ims));
        services.AddSingleton<IConfigureOptions<AdobeServerAuthOptions>>(new TenantOptions(tenants));
        return services.BuildServiceProvider();
    }

    public static ServiceProvider BuildDefault(Tenant tenant, HttpMessageHandler ims)
    {
        var services = new ServiceCollection();
        AddDefault(services, tenant, ims);
        return services.BuildServiceProvider();
    }

    public static ServiceProvider BuildShared(Tenant tenant, HttpMessageHandler ims)
    {
        var services = new ServiceCollection();
        services.AddDistributedMemoryCache();
        AddDefault(services, tenant, ims).AddDistributedTokenCache();
        return services.BuildServiceProvider();
    }

    private static IAdobeServerAuthBuilder AddDefault(IServiceCollection services, Tenant tenant, HttpMessageHandler ims) =>
        services.AddAdobeServerAuth(tenant.Apply).ConfigureImsHttpClient(client => client.ConfigurePrimaryHttpMessageHandler(() => ims));
}
