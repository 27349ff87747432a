namespace Adobe.ServerAuth.Testing.Emulator;

/// <summary><c>/token</c> of PDF Services, its own proxy before IMS: client id and secret in the body, nothing else (§1.1).</summary>
internal sealed class PdfServicesTokenEndpoint(EmulatorState state) : IImsEndpoint
{
    private readonly FieldRules _rules = new(
        sources: [FieldSource.UrlEncodedBody], once: ["client_id", "client_secret"], repeatable: []);

    public IReadOnlyList<string> Paths { get; } = ["/token"];

    public bool IssuesTokens => true;

    public ImsReply Answer(ImsRequest request)
    {
        if (_rules.Check(request) is { } malformed)
        {
            return malformed;
        }

        if (!state.Credentials.TryFindClient(request, out var client, out var refusal))
        {
            return refusal;
        }

        var token = client.Issue(state, client.Credential.Scopes, AuthenticatedClient.ClientCredentials);
        return ImsReply.Token(token, (long)state.Tokens.Lifetime.TotalSeconds - 1);
    }
}
