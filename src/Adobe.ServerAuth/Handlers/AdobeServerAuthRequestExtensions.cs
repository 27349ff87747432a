using Adobe.ServerAuth.Handlers;

namespace Adobe.ServerAuth;

/// <summary>What single requests can ask of <see cref="AdobeServerAuthHandler"/>.</summary>
public static class AdobeServerAuthRequestExtensions
{
    /// <summary>Sends this request without token and headers of the credential, wherever it goes; no host is blocked.</summary>
    /// <param name="request">The request.</param>
    /// <returns>The same request.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="request"/> is null.</exception>
    public static HttpRequestMessage WithoutAdobeCredential(this HttpRequestMessage request)
    {
        ArgumentNullException.ThrowIfNull(request);
        RequestMark.Set(request);
        return request;
    }
}
