namespace Adobe.ServerAuth.Testing.Emulator;

/// <summary>
/// <c>/ims/exchange/jwt</c>: gives a token for an assertion, and tells its life in milliseconds (docs/ims-protocol.md §1.4, §1.5).
/// </summary>
internal sealed class JwtExchangeEndpoint(EmulatorState state) : IImsEndpoint
{
    private readonly JwtIdLedger _jwtIds = new();

    private readonly FieldRules _rules = new(
        sources: [FieldSource.Query, FieldSource.UrlEncodedBody, FieldSource.MultipartBody],
        once: ["client_id", "client_secret", "jwt_token"],
        repeatable: ["resource"]);

    public IReadOnlyList<string> Paths { get; } =
        ["/ims/exchange/jwt", "/ims/exchange/jwt/", "/ims/exchange/v1/jwt", "/ims/exchange/v1/jwt/"];

    public bool IssuesTokens => true;

    public ImsReply Answer(ImsRequest request)
    {
        if (_rules.Check(request) is { } malformed)
        {
            return malformed;
        }

        if (state.Credentials.Find(request.Find("client_id")) is not { } credential)
        {
            return ImsReply.ClientNotInAssertion();
        }

        if (credential.Authenticate(request) is not { } client)
        {
            return ImsReply.NoJwtClient();
        }

        if (CheckCredential(credential) is { } refusal)
        {
            return refusal;
        }

        return request.Assertion is { } assertion
            ? Exchange(assertion, client, request.Authority)
            : ImsReply.UndecodableAssertion();
    }

    private static ImsReply? CheckCredential(EmulatedCredential credential) =>
        credential.HasJwtExchangeEnded ? ImsReply.JwtExchangeEnded()
        : credential.Certificates.IsEmpty ? ImsReply.NoJwtClient()
        : null;

    private ImsReply Exchange(JwtAssertion assertion, AuthenticatedClient client, string authority)
    {
        var credential = client.Credential;
        var rules = new AssertionRules(credential, authority, state.Clock.GetUtcNow());
        if ((rules.Check(assertion) ?? _jwtIds.Check(credential, assertion.Claims.FindInteger("jti"))) is { } refusal)
        {
            return refusal;
        }

        var token = client.Issue(state, MetaScopeClaims.NamesIn(assertion.Claims), AuthenticatedClient.JwtExchange);
        return ImsReply.ExchangedToken(token, (long)state.Tokens.Lifetime.TotalMilliseconds - 1);
    }
}
