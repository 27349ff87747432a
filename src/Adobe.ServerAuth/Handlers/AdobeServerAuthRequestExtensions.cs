using Adobe.ServerAuth.Handlers;

namespace Adobe.ServerAuth;

/// <summary>What single requests can ask of <see cref="AdobeServerAuthHandler"/>.</summary>
public static class AdobeServerAuthRequestExtensions
{
    /// <summary>
    /// Sends this request with the token of another credential than the client's own: for applications that serve many organizations
    /// through one client.
    /// </summary>
    /// <param name="request">The request.</param>
    /// <param name="credential">
    /// The name of the credential, as in <c>AddAdobeServerAuth(name, …)</c> and <see cref="ITokenProviderFactory.GetProvider"/>; the empty text is the
    /// default credential. It is looked up when the request is sent: one that is not known then ends the request with a <see cref="CredentialException"/>.
    /// </param>
    /// <returns>The same request.</returns>
    /// <remarks>
    /// Takes back an earlier <see cref="WithoutAdobeCredential"/>. The request needs a client whose handler knows the credentials by name: one of
    /// the HTTP client factory, or one made with an <see cref="ITokenProviderFactory"/>.
    /// </remarks>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    public static HttpRequestMessage UseAdobeCredential(this HttpRequestMessage request, string credential)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(credential);
        CredentialMark.Use(request, credential);
        return request;
    }

    /// <summary>Sends this request without token and headers of the credential, wherever it goes; no host is blocked.</summary>
    /// <param name="request">The request.</param>
    /// <returns>The same request.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="request"/> is null.</exception>
    public static HttpRequestMessage WithoutAdobeCredential(this HttpRequestMessage request)
    {
        ArgumentNullException.ThrowIfNull(request);
        CredentialMark.UseNone(request);
        return request;
    }
}
