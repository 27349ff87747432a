namespace WebApi;

/// <summary>A typed client of an Adobe API. It knows nothing of tokens.</summary>
internal sealed class AdobeApi(HttpClient http)
{
    /// <summary>What the API says.</summary>
    /// <exception cref="ApiException">The API answered with an error.</exception>
    public async Task<string> GetAsync(CancellationToken cancellationToken)
    {
        using var response = await http.GetAsync(new Uri("/hello", UriKind.Relative), cancellationToken);
        return response.IsSuccessStatusCode ? await response.Content.ReadAsStringAsync(cancellationToken) : throw new ApiException(response);
    }
}
