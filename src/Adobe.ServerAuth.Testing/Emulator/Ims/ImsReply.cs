using System.Text.Json.Nodes;

namespace Adobe.ServerAuth.Testing.Emulator;

/// <summary>An answer of the emulated IMS; the only place that words its errors (docs/ims-protocol.md §2).</summary>
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

    public static ImsReply ExchangedToken(string accessToken, long expiresIn) =>
        new(200, new JsonObject { ["token_type"] = "bearer", ["access_token"] = accessToken, ["expires_in"] = expiresIn });

    public static ImsReply UnknownClient() => Error("invalid_client", "invalid client_id parameter");

    public static ImsReply WrongSecret() => Error("invalid_client", "invalid client_secret parameter");

    public static ImsReply NoScope() => Error("invalid_target_scope");

    public static ImsReply WrongScope() => Error("invalid_scope");

    public static ImsReply UndecodableAssertion() =>
        Error("invalid_token", "JWT token is incorrectly formatted, and can not be decoded.");

    public static ImsReply UnknownSignature() => Error("invalid_token", "Could not match JWT signature to any of the bindings");

    public static ImsReply WrongMetaScopes() =>
        Error("invalid_scope", "The metascopes in the JWT are not a subset of the metascopes in the binding.");

    public static ImsReply JwtExchangeEnded() => Error(500, "internal_error", "Please try again later");

    // Only the codes of these five are known (docs/ims-protocol.md §2.1).
    public static ImsReply ClientNotInAssertion() => Error("invalid_client");

    public static ImsReply NoJwtClient() => Error(401, "invalid_client");

    public static ImsReply WrongAlgorithm() => Error("invalid_signature");

    public static ImsReply WrongParties() => Error("bad_request");

    public static ImsReply WrongJwtId() => Error("invalid_jti");

    // Of these two it is known that the description has details, but not how it reads.
    public static ImsReply ExpiredAssertion() => Error("invalid_token", "JWT token has expired.");

    public static ImsReply AssertionLivesTooLong() => Error("invalid_token", "JWT token expires more than 24 hours from now.");

    /// <summary>The answer of validate_token for a token that is good (docs/ims-protocol.md §5).</summary>
    public static ImsReply ValidToken(IssuedToken token) => new(200, new JsonObject
    {
        ["valid"] = true,
        ["token"] = new JsonObject
        {
            ["client_id"] = token.Credential.ClientId,
            ["user_id"] = token.Credential.TechnicalAccountId,
            ["scope"] = string.Join(',', token.Scopes),
            ["type"] = TokenTypes.Access,
        },
        ["expires_at"] = token.ExpiresAt.ToUnixTimeMilliseconds(),
    });

    public static ImsReply Invalidated() => new(200, null);

    // That there is a reason is known, but none of its texts.
    public static ImsReply InvalidToken(string reason) => new(200, new JsonObject { ["valid"] = false, ["reason"] = reason });

    // Inferred, from here to the end: no real answer to such requests is known (docs/ims-protocol.md §2.3).
    public static ImsReply WrongOrganization() => Error("invalid_request", "invalid org_id parameter");

    public static ImsReply UnsupportedGrant() => Error("unsupported_grant_type");

    public static ImsReply TokenOfAnotherClient() => Error("invalid_token", "The token was issued to another client.");

    public static ImsReply Malformed(string description) => Error("invalid_request", description);

    public static ImsReply NotFound() => new(404, null);

    public static ImsReply MethodNotAllowed() => new(405, null);

    private static ImsReply Error(string code) => Error(400, code);

    private static ImsReply Error(string code, string description) => Error(400, code, description);

    private static ImsReply Error(int statusCode, string code) => new(statusCode, new JsonObject { ["error"] = code });

    private static ImsReply Error(int statusCode, string code, string description) =>
        new(statusCode, new JsonObject { ["error"] = code, ["error_description"] = description });
}
