using System.Net;

namespace QuickStart;

/// <summary>A client of an Adobe API. It knows nothing of tokens.</summary>
internal sealed class ApiClient(HttpClient http)
{
    public async Task<(HttpStatusCode Status, string Body)> GetAsync(string path, CancellationToken cancellationToken)
    {
        using var response = await http.GetAsync(new Uri(path, UriKind.RelativeOrAbsolute), cancellationToken);
        return (response.StatusCode, await response.Content.ReadAsStringAsync(cancellationToken));
    }
}
