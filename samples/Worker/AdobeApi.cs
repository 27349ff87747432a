using System.Net;
using System.Net.Http.Json;

namespace Worker;

/// <summary>A typed client of an Adobe API. It knows nothing of tokens.</summary>
internal sealed class AdobeApi(HttpClient http)
{
    public async Task<HttpStatusCode> SendAsync(int item, CancellationToken cancellationToken)
    {
        using var response = await http.PostAsJsonAsync(new Uri("/items", UriKind.Relative), new { item }, cancellationToken);
        response.EnsureSuccessStatusCode();
        return response.StatusCode;
    }
}
