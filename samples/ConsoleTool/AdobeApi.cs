namespace ConsoleTool;

/// <summary>A typed client of an Adobe API. It knows nothing of tokens.</summary>
internal sealed class AdobeApi(HttpClient http)
{
    public async Task<string> GetAsync(CancellationToken cancellationToken)
    {
        using var response = await http.GetAsync(new Uri("", UriKind.Relative), cancellationToken);
        response.EnsureSuccessStatusCode();
        return await response.Content.ReadAsStringAsync(cancellationToken);
    }
}
