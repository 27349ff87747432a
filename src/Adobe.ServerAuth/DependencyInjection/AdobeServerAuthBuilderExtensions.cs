using Adobe.ServerAuth;
using Adobe.ServerAuth.DependencyInjection;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Configures a credential further.</summary>
public static class AdobeServerAuthBuilderExtensions
{
    /// <summary>
    /// Configures the HTTP client that requests tokens from IMS: a proxy, certificates, extra handlers, or a primary handler of your own,
    /// which must not follow redirects. <c>ConfigureHttpClientDefaults</c> does not reach this client.
    /// </summary>
    /// <remarks>
    /// A credential that is registered with a name has a client of its own. That of the default credential also serves the names that
    /// come at run time.
    /// </remarks>
    /// <param name="builder">The credential.</param>
    /// <param name="configure">Configures the client.</param>
    /// <returns>The same builder.</returns>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    public static IAdobeServerAuthBuilder ConfigureImsHttpClient(this IAdobeServerAuthBuilder builder, Action<IHttpClientBuilder> configure)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(configure);
        configure(builder.Services.AddHttpClient(ImsHttpClient.NameFor(builder.Name)));
        return builder;
    }

    /// <summary>
    /// Shares the credential's token with all machines that have the same credential, through the <c>IDistributedCache</c> of the container:
    /// one token request serves them all.
    /// </summary>
    /// <remarks>
    /// What is written there is sealed with a key that is derived from the client secret (AES-GCM), under a name that tells nothing without it.
    /// A cache that fails costs a caller without a token one second at most (five in the first moments of a process), and no token: it is requested from
    /// IMS then. While another machine requests the token, callers without one wait for it, 30 seconds at most. With only the in-memory
    /// implementation registered, nothing is shared, and a warning says so when the credential is first used.
    /// <para>
    /// A credential that is registered with a name shares when this is called for it. The call for the default credential also holds for the
    /// names that come at run time. <c>docs/fleets.md</c> tells more.
    /// </para>
    /// <para>
    /// Without an <c>IDistributedCache</c>, or with a client secret of less than 24 characters, an <see cref="Microsoft.Extensions.Options.OptionsValidationException"/>
    /// is thrown when the host starts (or, without a host, when the provider is first resolved).
    /// </para>
    /// </remarks>
    /// <param name="builder">The credential.</param>
    /// <returns>The same builder.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="builder"/> is null.</exception>
    /// <exception cref="PlatformNotSupportedException">The platform has no AES-GCM: .NET Framework, and others that use the build for .NET Standard 2.0.</exception>
    public static IAdobeServerAuthBuilder AddDistributedTokenCache(this IAdobeServerAuthBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        return SharingRegistration.Add(builder, null);
    }

    /// <summary>
    /// Shares the credential's token with all machines that have the same credential, through a keyed <c>IDistributedCache</c> of the container.
    /// </summary>
    /// <remarks>See <see cref="AddDistributedTokenCache(IAdobeServerAuthBuilder)"/>.</remarks>
    /// <param name="builder">The credential.</param>
    /// <param name="serviceKey">The key that the cache is registered with.</param>
    /// <returns>The same builder.</returns>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <exception cref="PlatformNotSupportedException">The platform has no AES-GCM: .NET Framework, and others that use the build for .NET Standard 2.0.</exception>
    public static IAdobeServerAuthBuilder AddDistributedTokenCache(this IAdobeServerAuthBuilder builder, object serviceKey)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(serviceKey);
        return SharingRegistration.Add(builder, serviceKey);
    }
}
