using System.Text.Json;

namespace Samples;

/// <summary>What an Adobe API says when it refuses, as an exception that names its code and its request.</summary>
internal static class AdobeResponse
{
    // The names that Adobe's products have for the same two things.
    private static readonly string[] Codes = ["error_code", "errorCode", "code", "title"];
    private static readonly string[] Messages = ["message", "errorDescription", "detail"];

    /// <summary>Throws unless the status is one of success. Of a body that is no JSON, such as that of storage, nothing is shown.</summary>
    /// <exception cref="AdobeApiException">The status is another one.</exception>
    public static async Task EnsureAdobeSuccessAsync(this HttpResponseMessage response, CancellationToken cancellationToken)
    {
        if (response.IsSuccessStatusCode)
        {
            return;
        }

        var request = response.RequestMessage;
        var id = response.Headers.TryGetValues("X-Request-Id", out var ids) ? $" (X-Request-Id {Clean(ids.First())})" : "";
        var (code, reason) = await ReasonAsync(response, cancellationToken);
        throw new AdobeApiException(response, $"{request?.Method} {request?.RequestUri?.GetLeftPart(UriPartial.Path)}: {(int)response.StatusCode} {reason}{id}", code);
    }

    private static async Task<(string Code, string Reason)> ReasonAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        var nothing = ("", response.StatusCode.ToString());
        if (response.Content.Headers.ContentType?.MediaType?.EndsWith("json", StringComparison.OrdinalIgnoreCase) != true)
        {
            return nothing;
        }

        try
        {
            using var document = JsonDocument.Parse(await response.Content.ReadAsStringAsync(cancellationToken));
            var error = document.RootElement;
            if (error.ValueKind == JsonValueKind.Object && error.TryGetProperty("error", out var inner) && inner.ValueKind == JsonValueKind.Object)
            {
                error = inner;
            }

            if (error.ValueKind != JsonValueKind.Object)
            {
                return nothing;
            }

            var code = First(error, Codes);
            return (code, $"{code} {First(error, Messages)}".Trim());
        }
        catch (JsonException)
        {
            return nothing;
        }
    }

    // A code is a text with some products, and a number with others.
    private static string First(JsonElement error, string[] names)
    {
        foreach (var name in names)
        {
            if (error.TryGetProperty(name, out var value) && value.ValueKind is JsonValueKind.String or JsonValueKind.Number)
            {
                return Clean(value.ToString());
            }
        }

        return "";
    }

    /// <summary>The beginning of a text of another's, fit for one line of a log.</summary>
    public static string Clean(string text) => string.Concat(text.Where(c => !char.IsControl(c)).Take(200));
}
