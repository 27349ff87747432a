using Adobe.ServerAuth.DependencyInjection;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Adobe.ServerAuth;

/// <summary>Registers a server-to-server credential, and an <see cref="ITokenProvider"/> for it.</summary>
/// <remarks>
/// The options are checked when the host starts (or, without a host, when the provider is first resolved): an
/// <see cref="OptionsValidationException"/> lists everything that is wrong at once. A second call for the same credential adds its
/// configuration to the first and nothing twice.
/// </remarks>
public static class AdobeServerAuthServiceCollectionExtensions
{
    /// <summary>Registers the credential in the section <c>AdobeServerAuth</c> of the container's <see cref="IConfiguration"/>.</summary>
    /// <param name="services">Where to register.</param>
    /// <returns>A builder to configure the credential further.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="services"/> is null.</exception>
    public static IAdobeServerAuthBuilder AddAdobeServerAuth(this IServiceCollection services)
    {
        ArgumentNullException.ThrowIfNull(services);
        return CredentialRegistration.AddSection(services, Options.DefaultName, null);
    }

    /// <summary>Registers the credential in a section of a configuration. Changes of it take effect without a restart.</summary>
    /// <param name="services">Where to register.</param>
    /// <param name="section">
    /// The section that holds the keys of <see cref="AdobeServerAuthOptions"/>, or a whole configuration with a section
    /// <c>AdobeServerAuth</c> in it.
    /// </param>
    /// <returns>A builder to configure the credential further.</returns>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    public static IAdobeServerAuthBuilder AddAdobeServerAuth(this IServiceCollection services, IConfiguration section)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(section);
        return CredentialRegistration.AddSection(services, Options.DefaultName, section);
    }

    /// <summary>Registers a credential that is set in code.</summary>
    /// <param name="services">Where to register.</param>
    /// <param name="configure">Sets the options. It runs several times: when they are checked, when they are used, and after each change.</param>
    /// <returns>A builder to configure the credential further.</returns>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    public static IAdobeServerAuthBuilder AddAdobeServerAuth(this IServiceCollection services, Action<AdobeServerAuthOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(configure);
        var builder = CredentialRegistration.Add(services, Options.DefaultName);
        services.Configure(Options.DefaultName, configure);
        return builder;
    }

    /// <summary>Registers a credential that is set in code, with the help of other services.</summary>
    /// <param name="services">Where to register.</param>
    /// <param name="configure">Sets the options. It runs several times: when they are checked, when they are used, and after each change.</param>
    /// <returns>A builder to configure the credential further.</returns>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    public static IAdobeServerAuthBuilder AddAdobeServerAuth(this IServiceCollection services, Action<AdobeServerAuthOptions, IServiceProvider> configure)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(configure);
        var builder = CredentialRegistration.Add(services, Options.DefaultName);
        services.AddOptions<AdobeServerAuthOptions>(Options.DefaultName).Configure(configure);
        return builder;
    }
}
