using System.Net;

namespace CorporateProxy;

/// <summary>A typed client of an Adobe API. It knows nothing of tokens, nor of proxies.</summary>
internal sealed class AdobeApi(HttpClient http)
{
    public async Task<HttpStatusCode> GetAsync(CancellationToken cancellationToken)
    {
        using var response = await http.GetAsync(new Uri("/hello", UriKind.Relative), cancellationToken);
        return response.StatusCode;
    }
}
