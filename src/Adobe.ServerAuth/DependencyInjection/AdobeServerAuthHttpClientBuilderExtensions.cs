using Adobe.ServerAuth;
using Adobe.ServerAuth.DependencyInjection;

namespace Microsoft.Extensions.DependencyInjection;

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
        return HandlerRegistration.Add(builder, Options.Options.DefaultName);
    }

    /// <summary>Adds an <see cref="AdobeServerAuthHandler"/> for a named credential, with default options.</summary>
    /// <param name="builder">The HTTP client.</param>
    /// <param name="credential">
    /// The name of the credential. A name that is not registered is an error when the host starts (without a host, when the client is created),
    /// unless the application has an <c>IConfigureNamedOptions&lt;AdobeServerAuthOptions&gt;</c> that may set the credential at run time: then it is a warning.
    /// </param>
    /// <returns>The same builder.</returns>
    /// <remarks>
    /// Redirects that the client's primary handler would follow are followed by this handler instead, with its rules at every hop. A
    /// client has one handler: when this is called twice for it, the credential of the last call counts.
    /// </remarks>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    public static IHttpClientBuilder AddAdobeServerAuthHandler(this IHttpClientBuilder builder, string credential)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(credential);
        return HandlerRegistration.Add(builder, credential);
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
        return AddAdobeServerAuthHandler(builder, Options.Options.DefaultName, configure);
    }

    /// <summary>Adds an <see cref="AdobeServerAuthHandler"/> for a named credential.</summary>
    /// <param name="builder">The HTTP client.</param>
    /// <param name="credential">
    /// The name of the credential. A name that is not registered is an error when the host starts (without a host, when the client is created),
    /// unless the application has an <c>IConfigureNamedOptions&lt;AdobeServerAuthOptions&gt;</c> that may set the credential at run time: then it is a warning.
    /// </param>
    /// <param name="configure">Sets which hosts get the token, and which headers.</param>
    /// <returns>The same builder.</returns>
    /// <remarks>
    /// Redirects that the client's primary handler would follow are followed by this handler instead, with its rules at every hop. A
    /// client has one handler: when this is called twice for it, the credential of the last call counts.
    /// </remarks>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    public static IHttpClientBuilder AddAdobeServerAuthHandler(this IHttpClientBuilder builder, string credential, Action<ApiRequestOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(credential);
        ArgumentNullException.ThrowIfNull(configure);
        HandlerRegistration.Add(builder, credential);
        HandlerRegistration.Configure(builder, configure);
        return builder;
    }
}
