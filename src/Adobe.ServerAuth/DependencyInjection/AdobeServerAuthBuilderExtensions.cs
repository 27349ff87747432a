using Adobe.ServerAuth.DependencyInjection;
using Microsoft.Extensions.DependencyInjection;

namespace Adobe.ServerAuth;

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
}
