using Adobe.ServerAuth.Configuration;
using Adobe.ServerAuth.Credentials;

namespace Adobe.ServerAuth.Flows;

// The fields of the token request (docs/ims-protocol.md 1.1 and 1.2). They go into the body alone: query strings are logged, and IMS does not
// document HTTP Basic for this grant.
internal static class ClientCredentialsForm
{
    public static IReadOnlyList<KeyValuePair<string, string>> Fields(CredentialSettings settings, string clientSecret)
    {
        var client = new List<KeyValuePair<string, string>>
        {
            new("client_id", settings.ClientId),
            new("client_secret", clientSecret),
        };
        if (TokenEndpoints.IsOfProduct(settings.TokenEndpoint))
        {
            return client;
        }

        return
        [
            new("grant_type", "client_credentials"),
            .. client,
            new("scope", string.Join(",", settings.Scopes)),
            .. settings.OrganizationId is { } organization ? [new("org_id", organization)] : Array.Empty<KeyValuePair<string, string>>(),
        ];
    }
}
