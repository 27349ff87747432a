using System.Net;
using System.Net.Http.Json;

namespace Worker;

/// <summary>A typed client of an Adobe API. It knows nothing of tokens.</summary>
internal sealed class AdobeApi(HttpClient http)
{
    /// <exception cref="ApiException">The API answered, and did not take the item.</exception>
    public async Task<HttpStatusCode> SendAsync(int item, CancellationToken cancellationToken)
    {
        using var response = await http.PostAsJsonAsync(new Uri("/items", UriKind.Relative), new { item }, cancellationToken);
        return response.IsSuccessStatusCode ? response.StatusCode : throw new ApiException(response);
    }
}
