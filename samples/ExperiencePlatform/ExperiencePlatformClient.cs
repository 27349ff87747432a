using System.Net.Http.Json;
using Samples;

namespace ExperiencePlatform;

/// <summary>Reads Experience Platform's catalogue, in the client's sandbox or in another one.</summary>
internal sealed class ExperiencePlatformClient(HttpClient http)
{
    public const string SandboxHeader = "x-sandbox-name";

    /// <summary>The names of the first twenty datasets by their ids.</summary>
    /// <param name="sandbox">The sandbox of this call alone; null for that of the client.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="HttpRequestException">Experience Platform refuses the request.</exception>
    public async Task<IReadOnlyDictionary<string, string?>> GetDatasetNamesAsync(string? sandbox = null, CancellationToken cancellationToken = default)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/data/foundation/catalog/dataSets?limit=20&properties=name");
        if (sandbox is not null)
        {
            // A header of the request takes the place of the client's.
            request.Headers.Add(SandboxHeader, sandbox);
        }

        using var response = await http.SendAsync(request, cancellationToken);
        await response.EnsureAdobeSuccessAsync(cancellationToken);
        var datasets = await response.Content.ReadFromJsonAsync<Dictionary<string, Dataset>>(cancellationToken);
        return (datasets ?? []).ToDictionary(dataset => dataset.Key, dataset => dataset.Value.Name);
    }

    private sealed record Dataset(string? Name);
}
