using System.Net.Http.Json;
using Samples;

namespace AemCloudService;

/// <summary>Reads content fragments of an author instance, by an OpenAPI-based API.</summary>
internal sealed class ContentFragmentsClient(HttpClient http)
{
    /// <summary>The first fragments below a folder, fifty at most; the answer's <c>cursor</c> leads to more.</summary>
    /// <exception cref="HttpRequestException">AEM refuses the request.</exception>
    public async Task<IReadOnlyList<ContentFragment>> GetFragmentsAsync(string folder, CancellationToken cancellationToken = default)
    {
        using var response = await http.GetAsync(new Uri($"/adobe/sites/cf/fragments?path={Uri.EscapeDataString(folder)}&limit=50", UriKind.Relative), cancellationToken);
        await response.EnsureAdobeSuccessAsync(cancellationToken);
        var page = await response.Content.ReadFromJsonAsync<Page>(cancellationToken);
        return page?.Items ?? [];
    }

    private sealed record Page(IReadOnlyList<ContentFragment>? Items);
}
