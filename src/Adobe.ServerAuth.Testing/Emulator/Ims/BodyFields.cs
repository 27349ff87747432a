using System.Text;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;

namespace Adobe.ServerAuth.Testing.Emulator;

/// <summary>The content types that are known to work: the documented urlencoded, and multipart as Adobe's own clients send it.</summary>
internal static class BodyFields
{
    private const string Unsupported = "unsupported content type";
    private const string Malformed = "malformed body";

    /// <returns>What is wrong with the body, or null.</returns>
    public static async Task<string?> AddAsync(string? contentType, byte[] body, List<ImsField> fields)
    {
        if (!MediaTypeHeaderValue.TryParse(contentType, out var type) || !IsUtf8(type))
        {
            return Unsupported;
        }

        try
        {
            return type.MediaType.Value?.ToUpperInvariant() switch
            {
                "APPLICATION/X-WWW-FORM-URLENCODED" => AddForm(Encoding.Latin1.GetString(body), fields),
                "MULTIPART/FORM-DATA" =>
                    await AddPartsAsync(HeaderUtilities.RemoveQuotes(type.Boundary).Value, body, fields).ConfigureAwait(false),
                _ => Unsupported,
            };
        }
        catch (Exception exception) when (exception is InvalidDataException or IOException)
        {
            return Malformed;
        }
    }

    private static string? AddForm(string text, List<ImsField> fields)
    {
        if (!UrlEncodedSyntax.IsWellFormed(text))
        {
            return Malformed;
        }

        using var reader = new FormReader(text);
        while (reader.ReadNextPair() is { } pair)
        {
            fields.Add(new ImsField(FieldSource.UrlEncodedBody, pair.Key, pair.Value));
        }

        return null;
    }

    private static async Task<string?> AddPartsAsync(string? boundary, byte[] body, List<ImsField> fields)
    {
        if (boundary is not { Length: > 0 and <= 70 })
        {
            return Malformed;
        }

        var reader = new MultipartReader(boundary, new MemoryStream(body));
        while (await reader.ReadNextSectionAsync().ConfigureAwait(false) is { } section)
        {
            if (!ContentDispositionHeaderValue.TryParse(section.ContentDisposition, out var part) || !part.IsFormDisposition()
                || (MediaTypeHeaderValue.TryParse(section.ContentType, out var type) && !IsUtf8(type)))
            {
                return Malformed;
            }

            var value = await section.ReadAsStringAsync().ConfigureAwait(false);
            fields.Add(new ImsField(FieldSource.MultipartBody, HeaderUtilities.RemoveQuotes(part.Name).ToString(), value));
        }

        return null;
    }

    private static bool IsUtf8(MediaTypeHeaderValue type) =>
        !type.Charset.HasValue || type.Charset.Equals("utf-8", StringComparison.OrdinalIgnoreCase);
}
