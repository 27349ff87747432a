namespace Adobe.ServerAuth.Tests.Fakes;

/// <summary>A request as it was when it was sent.</summary>
internal sealed record SeenRequest(HttpMethod Method, Uri? Address, string? Body, IReadOnlyDictionary<string, string> Headers)
{
    public string? Authorization => Headers.GetValueOrDefault("Authorization");

    /// <summary>A field of a form; null when it is not there.</summary>
    public string? Field(string name) =>
        Body!.Split('&').Select(field => field.Split('=')).Where(field => field[0] == name).Select(field => System.Net.WebUtility.UrlDecode(field[1])).SingleOrDefault();

    public static async Task<SeenRequest> OfAsync(HttpRequestMessage request)
    {
        var headers = request.Headers.NonValidated.Select(header => (header.Key, Value: header.Value.ToString()));
        var contentHeaders = request.Content?.Headers.NonValidated.Select(header => (header.Key, Value: header.Value.ToString())) ?? [];
        using var body = new MemoryStream();
        if (request.Content is { } content)
        {
            await content.CopyToAsync(body);
        }

        return new SeenRequest(
            request.Method,
            request.RequestUri,
            request.Content is null ? null : System.Text.Encoding.UTF8.GetString(body.ToArray()),
            headers.Concat(contentHeaders).ToDictionary(header => header.Key, header => header.Value, StringComparer.OrdinalIgnoreCase));
    }
}
