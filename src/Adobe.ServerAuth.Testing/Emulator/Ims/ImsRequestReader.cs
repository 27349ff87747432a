using Microsoft.AspNetCore.Http;

namespace Adobe.ServerAuth.Testing.Emulator;

/// <summary>Reads the parameters from query and body, where docs/ims-protocol.md §1.2 allows them.</summary>
internal static class ImsRequestReader
{
    private const int LongestBody = 1024 * 1024;

    public static async Task<ImsRequest> ReadAsync(HttpRequest request)
    {
        var body = await ReadBodyAsync(request.Body, request.HttpContext.RequestAborted).ConfigureAwait(false);
        var fields = new List<ImsField>();
        var defect = request.Headers.Authorization.Count > 0
            ? "client authentication by header is not accepted"
            : QueryFields.Add(request.QueryString, fields)
                ?? await AddBodyAsync(request.ContentType, body, fields).ConfigureAwait(false);
        var clientId = request.Headers.TryGetValue("X-IMS-ClientId", out var values) ? values.ToString() : null;
        return new ImsRequest(fields, defect, request.Host.Value ?? "", clientId, body);
    }

    private static async Task<string?> AddBodyAsync(string? contentType, byte[] body, List<ImsField> fields) => body.Length switch
    {
        0 => null,
        > LongestBody => "body too long",
        _ => await BodyFields.AddAsync(contentType, body, fields).ConfigureAwait(false),
    };

    private static async Task<byte[]> ReadBodyAsync(Stream body, CancellationToken cancellationToken)
    {
        using var kept = new MemoryStream();
        var buffer = new byte[16 * 1024];
        int read;
        while ((read = await body.ReadAsync(buffer, cancellationToken).ConfigureAwait(false)) > 0)
        {
            kept.Write(buffer, 0, Math.Min(read, LongestBody + 1 - (int)kept.Length));
        }

        return kept.ToArray();
    }
}
