using System.Text.Json.Nodes;

namespace Adobe.ServerAuth.Testing.Emulator;

/// <summary>An answer of the emulated IMS; the only place that words its errors (docs/ims-protocol.md §2.2).</summary>
internal sealed class ImsReply
{
    private ImsReply(int statusCode, JsonObject? body)
    {
        StatusCode = statusCode;
        Body = body;
    }

    public int StatusCode { get; }

    public JsonObject? Body { get; }

    public string? ErrorCode => (string?)Body?["error"];

    public string? ErrorDescription => (string?)Body?["error_description"];

    public static ImsReply Token(string accessToken, long expiresIn) =>
        new(200, new JsonObject { ["access_token"] = accessToken, ["token_type"] = "bearer", ["expires_in"] = expiresIn });

    public static ImsReply UnknownClient() => Error("invalid_client", "invalid client_id parameter");

    public static ImsReply WrongSecret() => Error("invalid_client", "invalid client_secret parameter");

    public static ImsReply NoScope() => Error("invalid_target_scope");

    public static ImsReply WrongScope() => Error("invalid_scope");

    // Inferred, from here to the end: no real answer to such requests is known (docs/ims-protocol.md §2.3).
    public static ImsReply WrongOrganization() => Error("invalid_request", "invalid org_id parameter");

    public static ImsReply UnsupportedGrant() => Error("unsupported_grant_type");

    public static ImsReply Malformed(string description) => Error("invalid_request", description);

    public static ImsReply NotFound() => new(404, null);

    public static ImsReply MethodNotAllowed() => new(405, null);

    private static ImsReply Error(string code) => new(400, new JsonObject { ["error"] = code });

    private static ImsReply Error(string code, string description) =>
        new(400, new JsonObject { ["error"] = code, ["error_description"] = description });
}
