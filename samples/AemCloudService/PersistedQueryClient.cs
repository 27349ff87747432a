using System.Net.Http.Json;
using System.Text.Json;
using Samples;

namespace AemCloudService;

/// <summary>Runs persisted GraphQL queries, by an API that is older than the OpenAPI-based ones, and knows AEM's own technical accounts alone.</summary>
internal sealed class PersistedQueryClient(HttpClient http)
{
    /// <param name="query">The configuration and the name of the query, with a slash between them: <c>site/articles</c>.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="HttpRequestException">AEM refuses the request, or its answer has errors, be it with a part of the data.</exception>
    public async Task<JsonElement> RunAsync(string query, CancellationToken cancellationToken = default)
    {
        using var response = await http.GetAsync(new Uri("/graphql/execute.json/" + query, UriKind.Relative), cancellationToken);
        await response.EnsureAdobeSuccessAsync(cancellationToken);
        var answer = await response.Content.ReadFromJsonAsync<Result>(cancellationToken);
        if (answer?.Errors is [var first, ..])
        {
            throw new HttpRequestException($"The query {query} has errors: {AdobeResponse.Clean(first.Message ?? "")}");
        }

        return answer?.Data is { ValueKind: JsonValueKind.Object } data ? data : throw new HttpRequestException($"The query {query} has no data.");
    }

    private sealed record Result(JsonElement? Data, IReadOnlyList<Error>? Errors);

    private sealed record Error(string? Message);
}
