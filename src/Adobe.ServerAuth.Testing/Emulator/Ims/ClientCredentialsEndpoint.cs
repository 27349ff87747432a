namespace Adobe.ServerAuth.Testing.Emulator;

/// <summary><c>/ims/token/v2</c> to <c>v4</c> with the grant client_credentials, docs/ims-protocol.md §1.2.</summary>
internal sealed class ClientCredentialsEndpoint(EmulatorState state, string[] paths, string[] repeatableFields) : IImsEndpoint
{
    private readonly FieldRules _rules = new(
        sources: [FieldSource.Query, FieldSource.UrlEncodedBody, FieldSource.MultipartBody],
        once: ["grant_type", "client_id", "client_secret", "scope", "org_id"],
        repeatable: repeatableFields);

    public IReadOnlyList<string> Paths => paths;

    public bool IssuesTokens => true;

    public ImsReply Answer(ImsRequest request)
    {
        if ((_rules.Check(request) ?? CheckGrant(request.Find("grant_type"))) is { } malformed)
        {
            return malformed;
        }

        if (!state.Credentials.TryFindClient(request, out var client, out var refusal))
        {
            return refusal;
        }

        if (request.Find("org_id") is { } organization && organization != client.Credential.OrganizationId)
        {
            return ImsReply.WrongOrganization();
        }

        if (request.Find("scope") is not { Length: > 0 } scope)
        {
            return ImsReply.NoScope();
        }

        var scopes = scope.Split(',');
        return AreGranted(scopes, client.Credential)
            ? ImsReply.Token(client.Issue(state, scopes, AuthenticatedClient.ClientCredentials), (long)state.Tokens.Lifetime.TotalSeconds - 1)
            : ImsReply.WrongScope();
    }

    private static ImsReply? CheckGrant(string? grantType) => grantType switch
    {
        null => ImsReply.Malformed("missing grant_type parameter"),
        AuthenticatedClient.ClientCredentials => null,
        _ => ImsReply.UnsupportedGrant(),
    };

    private static bool AreGranted(string[] scopes, EmulatedCredential credential) =>
        scopes.All(credential.Scopes.Contains) && scopes.Distinct().Count() == scopes.Length;
}
