namespace Adobe.ServerAuth.Testing.Emulator;

/// <summary><c>/ims/validate_token/v1</c>: tells whether a token is good, with 200 in either case (docs/ims-protocol.md §5).</summary>
internal sealed class ValidateTokenEndpoint(EmulatorState state) : IImsEndpoint
{
    private readonly TokenFields _fields = new("type", TokenTypes.OfValidation, optional: []);

    public IReadOnlyList<string> Paths { get; } = ["/ims/validate_token/v1"];

    public bool IssuesTokens => false;

    public ImsReply Answer(ImsRequest request)
    {
        if (_fields.Check(request) is { } malformed)
        {
            return malformed;
        }

        if (state.Credentials.Find(request.Find("client_id")) is not { } client)
        {
            return ImsReply.UnknownClient();
        }

        var token = request.Find("type") == TokenTypes.Access ? state.Tokens.Find(request.Find("token")!) : null;
        return token is null ? ImsReply.InvalidToken("The token is not known.")
            : token.Credential != client ? ImsReply.InvalidToken("The token was issued to another client.")
            : token.IsRevoked ? ImsReply.InvalidToken("The token was revoked.")
            : !state.Tokens.IsValid(token) ? ImsReply.InvalidToken("The token has expired.")
            : ImsReply.ValidToken(token);
    }
}
