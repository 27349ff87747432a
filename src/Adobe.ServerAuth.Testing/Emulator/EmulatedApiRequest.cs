using Adobe.ServerAuth.Testing.Emulator;
using Microsoft.AspNetCore.Http;

namespace Adobe.ServerAuth.Testing;

/// <summary>A request that reached the protected API of an <see cref="ImsEmulator"/>, and how it was answered. It holds no token.</summary>
public sealed class EmulatedApiRequest
{
    internal EmulatedApiRequest(HttpRequest request, string pathAndQuery, long bodyLength, ApiReply reply, string requestId)
    {
        Method = request.Method;
        PathAndQuery = pathAndQuery;
        Headers = request.Headers
            .Where(header => !header.Key.Equals("Authorization", StringComparison.OrdinalIgnoreCase))
            .ToDictionary(header => header.Key, header => header.Value.ToString(), StringComparer.OrdinalIgnoreCase);
        BodyLength = bodyLength;
        BearerClientId = reply.Token?.Credential.ClientId;
        StatusCode = reply.StatusCode;
        ErrorCode = reply.ErrorCode;
        RequestId = requestId;
    }

    /// <summary>The HTTP method, such as <c>GET</c>.</summary>
    public string Method { get; }

    /// <summary>The path and the query as they were sent, such as <c>/v3/images?limit=10</c>.</summary>
    public string PathAndQuery { get; }

    /// <summary>
    /// The headers without <c>Authorization</c>; names are compared without regard to case, values of a repeated header
    /// are joined with a comma.
    /// </summary>
    public IReadOnlyDictionary<string, string> Headers { get; }

    /// <summary>The length of the body in bytes; 0 if there was none.</summary>
    public long BodyLength { get; }

    /// <summary>
    /// The client id for which the request's token was issued, also when it has expired or was revoked since;
    /// <see langword="null"/> if there was no token or not one of this emulator.
    /// </summary>
    public string? BearerClientId { get; }

    /// <summary>The HTTP status of the answer.</summary>
    public int StatusCode { get; }

    /// <summary><c>error_code</c> of the answer, such as <c>401013</c>; <see langword="null"/> if the request was let through.</summary>
    public string? ErrorCode { get; }

    /// <summary>The <c>X-Request-Id</c> header of the answer.</summary>
    public string RequestId { get; }

    /// <summary>Method, path, status and error code, without the query.</summary>
    /// <returns>A text for logs and debuggers.</returns>
    public override string ToString() => $"{Method} {PathAndQuery.Split('?', 2)[0]}: {StatusCode} {ErrorCode}".TrimEnd();
}
