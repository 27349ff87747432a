namespace Adobe.ServerAuth.Testing.Emulator;

/// <summary><c>/ims/invalidate_token/v2</c>: revokes one token (docs/ims-protocol.md §5). What is no token needs no revocation.</summary>
internal sealed class InvalidateTokenEndpoint(EmulatorState state) : IImsEndpoint
{
    private readonly TokenFields _fields = new("token_type", TokenTypes.OfInvalidation, optional: ["client_secret", "cascading"]);

    public IReadOnlyList<string> Paths { get; } = ["/ims/invalidate_token/v2"];

    public bool IssuesTokens => false;

    public ImsReply Answer(ImsRequest request)
    {
        if ((_fields.Check(request) ?? CheckCascading(request.Find("cascading"))) is { } malformed)
        {
            return malformed;
        }

        if (state.Credentials.Find(request.Find("client_id")) is not { } client)
        {
            return ImsReply.UnknownClient();
        }

        var type = request.Find("token_type");
        if (NeedsSecret(request, type) && client.Authenticate(request) is null)
        {
            return ImsReply.WrongSecret();
        }

        return type is TokenTypes.Access or TokenTypes.Service && state.Tokens.Find(request.Find("token")!) is { } token
            ? Revoke(token, client)
            : ImsReply.Invalidated();
    }

    private static ImsReply? CheckCascading(string? cascading) =>
        cascading is null or "all" ? null : ImsReply.Malformed("invalid cascading parameter");

    private static bool NeedsSecret(ImsRequest request, string? type) =>
        type == TokenTypes.Service || request.Find("client_secret") is not null;

    private static ImsReply Revoke(IssuedToken token, EmulatedCredential client)
    {
        if (token.Credential != client)
        {
            return ImsReply.TokenOfAnotherClient();
        }

        token.Revoke();
        return ImsReply.Invalidated();
    }
}
