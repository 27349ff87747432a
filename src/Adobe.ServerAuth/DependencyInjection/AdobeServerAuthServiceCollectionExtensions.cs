using Adobe.ServerAuth;
using Adobe.ServerAuth.DependencyInjection;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Registers server-to-server credentials, and an <see cref="ITokenProvider"/> for each.</summary>
/// <remarks>
/// The provider of the default credential is the service <see cref="ITokenProvider"/>; that of a named one is the same service with the
/// name as key. <see cref="ITokenProviderFactory"/> has them all, and those that come at run time.
/// <para>
/// The options are checked when the host starts (or, without a host, when the provider is first resolved): an
/// <see cref="OptionsValidationException"/> lists everything that is wrong at once. A second call for the same credential adds its
/// configuration to the first and nothing twice. A warning is logged when two calls set different client ids or credential files.
/// </para>
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
        return CredentialRegistration.AddSection(services, Options.Options.DefaultName, null);
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
        return CredentialRegistration.AddSection(services, Options.Options.DefaultName, section);
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
        return AddAdobeServerAuth(services, Options.Options.DefaultName, configure);
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
        return AddAdobeServerAuth(services, Options.Options.DefaultName, configure);
    }

    /// <summary>Registers a named credential in the section <c>AdobeServerAuth:name</c> of the container's <see cref="IConfiguration"/>.</summary>
    /// <param name="services">Where to register.</param>
    /// <param name="name">The name of the credential; the empty name is the default credential. Case matters.</param>
    /// <returns>A builder to configure the credential further.</returns>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <exception cref="ArgumentException">The name can not be that of a section: it is a key of the default credential, or has a colon.</exception>
    public static IAdobeServerAuthBuilder AddAdobeServerAuth(this IServiceCollection services, string name)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(name);
        return CredentialRegistration.AddSection(services, name, null);
    }

    /// <summary>Registers a named credential in a section of a configuration. Changes of it take effect without a restart.</summary>
    /// <param name="services">Where to register.</param>
    /// <param name="name">The name of the credential; the empty name is the default credential. Case matters.</param>
    /// <param name="section">
    /// The section that holds the keys of <see cref="AdobeServerAuthOptions"/>, or a whole configuration with a section
    /// <c>AdobeServerAuth:name</c> in it.
    /// </param>
    /// <returns>A builder to configure the credential further.</returns>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <exception cref="ArgumentException">
    /// A whole configuration was given, and the name can not be that of a section: it is a key of the default credential, or has a colon.
    /// </exception>
    public static IAdobeServerAuthBuilder AddAdobeServerAuth(this IServiceCollection services, string name, IConfiguration section)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(section);
        return CredentialRegistration.AddSection(services, name, section);
    }

    /// <summary>Registers a named credential that is set in code.</summary>
    /// <param name="services">Where to register.</param>
    /// <param name="name">The name of the credential; the empty name is the default credential. Case matters.</param>
    /// <param name="configure">Sets the options. It runs several times: when they are checked, when they are used, and after each change.</param>
    /// <returns>A builder to configure the credential further.</returns>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    public static IAdobeServerAuthBuilder AddAdobeServerAuth(this IServiceCollection services, string name, Action<AdobeServerAuthOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(configure);
        var builder = CredentialRegistration.AddDelegate(services, name, configure, (options, _) => configure(options));
        services.Configure(name, configure);
        return builder;
    }

    /// <summary>Registers a named credential that is set in code, with the help of other services.</summary>
    /// <param name="services">Where to register.</param>
    /// <param name="name">The name of the credential; the empty name is the default credential. Case matters.</param>
    /// <param name="configure">Sets the options. It runs several times: when they are checked, when they are used, and after each change.</param>
    /// <returns>A builder to configure the credential further.</returns>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    public static IAdobeServerAuthBuilder AddAdobeServerAuth(
        this IServiceCollection services, string name, Action<AdobeServerAuthOptions, IServiceProvider> configure)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(configure);
        var builder = CredentialRegistration.AddDelegate(services, name, configure, configure);
        services.AddOptions<AdobeServerAuthOptions>(name).Configure(configure);
        return builder;
    }

    /// <summary>
    /// Registers <see cref="ITokenProviderFactory"/> and no credential, for applications whose credentials all come at run time, from an
    /// <see cref="IConfigureNamedOptions{TOptions}"/> of <see cref="AdobeServerAuthOptions"/>. Every <c>AddAdobeServerAuth</c> does this too.
    /// </summary>
    /// <param name="services">Where to register.</param>
    /// <returns>A builder to configure the HTTP client that requests tokens for all of them.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="services"/> is null.</exception>
    public static IAdobeServerAuthBuilder AddAdobeTokenProviderFactory(this IServiceCollection services)
    {
        ArgumentNullException.ThrowIfNull(services);
        return CredentialRegistration.AddFactory(services);
    }
}
