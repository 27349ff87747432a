namespace Adobe.ServerAuth.TokenEndpoint;

// What most likely is the cause of a refusal, and what to do (docs/ims-protocol.md 2).
internal static class RefusalAdvice
{
    public static string For(ServerAuthFlow flow, int status, string? code, string? description) =>
        (flow == ServerAuthFlow.Jwt ? JwtRefusalAdvice.Find(status, code, description) : ForClientCredentials(code, description)) ?? ForAnyFlow(flow, status, code);

    // docs/ims-protocol.md 2.2: what the JWT exchange answers to a credential that was moved to OAuth, although it says to try later.
    public static bool MayBeMigrated(int status, string? code) => status == 500 && code == "internal_error";

    private static string? ForClientCredentials(string? code, string? description)
    {
        return (code, description) switch
        {
            ("invalid_client", { } text) when Says(text, "client_secret") =>
                "The client secret is wrong, was deleted, or belongs to another credential or IMS environment. Copy it again from the credential's page in the Adobe Developer Console (Retrieve client secret).",
            ("invalid_client", { } text) when Says(text, "client_id") =>
                "IMS does not know this client id. Copy it again from the credential's page in the Adobe Developer Console, and check that ImsEndpoint is the environment it was made in.",
            ("invalid_client", _) =>
                "The client id and the client secret do not belong together, or not to an OAuth Server-to-Server credential. Copy both from the credential's page in the Adobe Developer Console.",
            ("invalid_scope" or "invalid_target_scope", _) =>
                "The credential does not have one of the scopes asked for. Copy the list from the credential's page in the Adobe Developer Console; it grows when an API is added to the project.",
            _ => null,
        };
    }

    private static string ForAnyFlow(ServerAuthFlow flow, int status, string? code)
    {
        return code switch
        {
            _ when status == 429 =>
                "IMS throttles this client: too many token requests. Share one token provider, and do not make one per request.",
            _ when status >= 500 =>
                "IMS is in trouble, or something between here and there is. It mostly passes.",
            _ when status is >= 300 and < 400 =>
                "A token request is never redirected by IMS, and the redirect was not followed, since the request holds a secret. Check ImsEndpoint and the proxy.",
            _ when status == 407 =>
                "A proxy wants credentials before it lets the request through: set them with ConfigureImsHttpClient.",
            null =>
                "The answer names no error, so it does not come from IMS: check ImsEndpoint (or TokenEndpoint), and the proxy or firewall between here and there.",
            _ when flow == ServerAuthFlow.Jwt =>
                "Compare the client id, client secret, organization, technical account, metascopes and ImsEndpoint with the credential's page in the console it was made in.",
            _ => "Compare the client id, client secret, scopes and ImsEndpoint with the credential's page in the Adobe Developer Console.",
        };
    }

    private static bool Says(string description, string word) => description.Contains(word, StringComparison.OrdinalIgnoreCase);
}
