using Adobe.ServerAuth.Credentials;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Http;
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
        services.TryAddSingleton<CredentialNames>();
        services.TryAddSingleton<CredentialUse>();
        services.TryAddSingleton<RegistrationWarnings>();
        services.TryAddSingleton<ITokenProviderFactory>(Factory);
        services.TryAddSingleton<ICredentialStatusSource>(provider => provider.GetRequiredService<TokenProviderFactory>());
        ImsHttpClient.Register(services, ImsHttpClient.Name);
        return new AdobeServerAuthBuilder(Options.DefaultName, services);
    }

    public static IAdobeServerAuthBuilder Add(IServiceCollection services, string name)
    {
        AddFactory(services);
        var registered = RegisteredCredentials.In(services);
        if (!registered.Has(name))
        {
            registered.Add(name);
            services.TryAddSingleton<UnusedCredentials>();
            services.TryAddEnumerable(ServiceDescriptor.Singleton<IHttpMessageHandlerBuilderFilter, MissingHandlerFilter>());
            StartCheck.Add(services);
        }

        ImsClientRegistration.Add(services, name);
        if (name == Options.DefaultName)
        {
            services.TryAdd(registered.Own(ServiceDescriptor.Singleton<ITokenProvider>(provider => Provider(provider, name))));
        }
        else
        {
            services.TryAdd(registered.Own(ServiceDescriptor.KeyedSingleton<ITokenProvider>(name, (provider, _) => Provider(provider, name))));
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
        RegisteredCredentials.In(services).AddSource(new CredentialSource(name, $"section '{source.Path}'", (options, provider) => new SectionSetup(source, provider).Configure(name, options)));
        if (!services.Any(service => !service.IsKeyedService && source.Equals(service.ImplementationInstance)))
        {
            services.AddSingleton(source);
            services.AddSingleton<IConfigureOptions<AdobeServerAuthOptions>>(provider => new SectionSetup(source, provider));
            services.AddSingleton<IOptionsChangeTokenSource<AdobeServerAuthOptions>>(provider => new SectionChanges(source, provider));
        }

        return builder;
    }

    public static IAdobeServerAuthBuilder AddDelegate(IServiceCollection services, string name, Delegate configure, Action<AdobeServerAuthOptions, IServiceProvider> apply)
    {
        var builder = Add(services, name);
        RegisteredCredentials.In(services).AddSource(new CredentialSource(name, CredentialSource.InWordsOf(configure), apply));
        return builder;
    }

    private static TokenProviderFactory Factory(IServiceProvider services)
    {
        services.GetRequiredService<CredentialUse>().Note();
        services.GetRequiredService<RegistrationWarnings>().Give();
        return services.GetRequiredService<TokenProviderFactory>();
    }

    // Made at once, so that without a host wrong options show when the provider is resolved and not at the first request.
    private static NamedTokenProvider Provider(IServiceProvider services, string name)
    {
        var factory = Factory(services);
        try
        {
            factory.Get(name);
        }
        catch (OptionsValidationException e)
        {
            // A service that is made at the start asks before the check of the start does, and would hide what that has to tell of the others.
            var all = new[] { e }.Concat(services.GetRequiredService<RegisteredCredentials>().Names.Where(other => other != name).Select(other => Failure(factory, other)).OfType<OptionsValidationException>()).ToArray();
            if (all.Length == 1)
            {
                throw;
            }

            throw InvalidConfigurationException.Of(e.OptionsName, e.OptionsType, [.. all.SelectMany(one => one.Failures)]);
        }

        return new NamedTokenProvider(factory, name);
    }

    private static OptionsValidationException? Failure(TokenProviderFactory factory, string name)
    {
        try
        {
            factory.Get(name);
            return null;
        }
        catch (OptionsValidationException e)
        {
            return e;
        }
        catch (Exception)
        {
            // The application's own code, which sets the options: it shows when that credential is used.
            return null;
        }
    }
}
