namespace Adobe.ServerAuth.TokenEndpoint;

// What IMS is known to say, word for word (docs/ims-protocol.md 2). It is no echo, even if a secret happens to share words with it.
internal static class ImsTexts
{
    private static readonly HashSet<string> Known = new(StringComparer.Ordinal)
    {
        "invalid_client",
        "invalid_scope",
        "invalid_target_scope",
        "invalid_token",
        "invalid_signature",
        "invalid_jti",
        "internal_error",
        "invalid client_id parameter",
        "invalid client_secret parameter",
        "Could not match JWT signature to any of the bindings",
        "JWT token is incorrectly formatted, and can not be decoded.",
        "The metascopes in the JWT are not a subset of the metascopes in the binding.",
    };

    public static bool AreKnown(string? text) => text is not null && Known.Contains(text);
}
