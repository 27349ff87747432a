using Adobe.ServerAuth.DependencyInjection;
using Microsoft.Extensions.DependencyInjection;

namespace Adobe.ServerAuth;

/// <summary>Gives the clients of the HTTP client factory their access tokens.</summary>
public static class AdobeServerAuthHttpClientBuilderExtensions
{
    /// <summary>Adds an <see cref="AdobeServerAuthHandler"/> for the default credential, with default options.</summary>
    /// <param name="builder">The HTTP client.</param>
    /// <returns>The same builder.</returns>
    /// <remarks>
    /// Redirects that the client's primary handler would follow are followed by this handler instead, with its rules at every hop.
    /// </remarks>
    /// <exception cref="ArgumentNullException"><paramref name="builder"/> is null.</exception>
    public static IHttpClientBuilder AddAdobeServerAuthHandler(this IHttpClientBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        return HandlerRegistration.Add(builder);
    }

    /// <summary>Adds an <see cref="AdobeServerAuthHandler"/> for the default credential.</summary>
    /// <param name="builder">The HTTP client.</param>
    /// <param name="configure">Sets which hosts get the token, and which headers.</param>
    /// <returns>The same builder.</returns>
    /// <remarks>
    /// Redirects that the client's primary handler would follow are followed by this handler instead, with its rules at every hop.
    /// </remarks>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    public static IHttpClientBuilder AddAdobeServerAuthHandler(this IHttpClientBuilder builder, Action<ApiRequestOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(configure);
        HandlerRegistration.Add(builder);
        builder.Services.Configure(builder.Name, configure);
        return builder;
    }
}
