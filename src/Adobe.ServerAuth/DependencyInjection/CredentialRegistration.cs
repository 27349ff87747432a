using Adobe.ServerAuth.Configuration;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace Adobe.ServerAuth.DependencyInjection;

// What every form of AddAdobeServerAuth registers, once however often it is called.
internal static class CredentialRegistration
{
    public static IAdobeServerAuthBuilder Add(IServiceCollection services, string name)
    {
        services.AddOptions<AdobeServerAuthOptions>(name).ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<AdobeServerAuthOptions>, AdobeServerAuthOptionsValidator>());
        services.TryAddSingleton<ConfiguredTokenProvider>();
        services.TryAddSingleton<ITokenProvider>(provider => provider.GetRequiredService<ConfiguredTokenProvider>().Provider);
        ImsHttpClient.Register(services);
        return new AdobeServerAuthBuilder(name, services);
    }

    public static IAdobeServerAuthBuilder AddSection(IServiceCollection services, string name, IConfiguration? section)
    {
        var builder = Add(services, name);
        var source = new SectionSource(name, section);
        if (!services.Any(service => source.Equals(service.ImplementationInstance)))
        {
            services.AddSingleton(source);
            services.AddSingleton<IConfigureOptions<AdobeServerAuthOptions>>(provider => new SectionSetup(source, provider));
            services.AddSingleton<IOptionsChangeTokenSource<AdobeServerAuthOptions>>(provider => new SectionChanges(source, provider));
        }

        return builder;
    }
}
