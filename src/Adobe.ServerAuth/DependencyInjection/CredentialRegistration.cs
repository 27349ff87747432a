using Adobe.ServerAuth.Credentials;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace Adobe.ServerAuth.DependencyInjection;

// What every form of AddAdobeServerAuth registers, once however often it is called.
internal static class CredentialRegistration
{
    public static IAdobeServerAuthBuilder AddFactory(IServiceCollection services)
    {
        RegisteredCredentials.In(services);
        services.AddOptions<AdobeServerAuthOptions>();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<AdobeServerAuthOptions>, CredentialOptionsValidator>());
        services.TryAddSingleton<CredentialOptionsReader>();
        services.TryAddSingleton<TokenProviderFactory>();
        services.TryAddSingleton<ITokenProviderFactory>(provider => provider.GetRequiredService<TokenProviderFactory>());
        ImsHttpClient.Register(services, ImsHttpClient.Name);
        return new AdobeServerAuthBuilder(Options.DefaultName, services);
    }

    public static IAdobeServerAuthBuilder Add(IServiceCollection services, string name)
    {
        AddFactory(services);
        var registered = RegisteredCredentials.In(services);
        if (registered.Has(name))
        {
            return new AdobeServerAuthBuilder(name, services);
        }

        registered.Add(name);
        services.AddOptions<CredentialStart>(name).Validate<TokenProviderFactory>((_, factory) => factory.Get(name) is not null).ValidateOnStart();
        if (name == Options.DefaultName)
        {
            services.TryAddSingleton<ITokenProvider>(provider => Provider(provider, name));
        }
        else
        {
            services.TryAddKeyedSingleton<ITokenProvider>(name, (provider, _) => Provider(provider, name));
            ImsHttpClient.Register(services, ImsHttpClient.NameFor(name));
        }

        return new AdobeServerAuthBuilder(name, services);
    }

    public static IAdobeServerAuthBuilder AddSection(IServiceCollection services, string name, IConfiguration? section)
    {
        if (section is null or IConfigurationRoot)
        {
            RegisteredCredentials.ThrowIfNoSection(name);
        }

        var builder = Add(services, name);
        var source = new SectionSource(name, section);
        RegisteredCredentials.In(services).AddSection(source.Path);
        if (!services.Any(service => source.Equals(service.ImplementationInstance)))
        {
            services.AddSingleton(source);
            services.AddSingleton<IConfigureOptions<AdobeServerAuthOptions>>(provider => new SectionSetup(source, provider));
            services.AddSingleton<IOptionsChangeTokenSource<AdobeServerAuthOptions>>(provider => new SectionChanges(source, provider));
        }

        return builder;
    }

    // Made at once, so that without a host wrong options show when the provider is resolved and not at the first request.
    private static NamedTokenProvider Provider(IServiceProvider services, string name)
    {
        var factory = services.GetRequiredService<TokenProviderFactory>();
        factory.Get(name);
        return new NamedTokenProvider(factory, name);
    }
}
