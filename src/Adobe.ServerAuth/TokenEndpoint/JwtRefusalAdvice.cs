namespace Adobe.ServerAuth.TokenEndpoint;

// The same for the JWT exchange, whose codes mean other things (docs/ims-protocol.md 2.1 and 2.2).
internal static class JwtRefusalAdvice
{
    private const string MovedToOAuth =
        "If the credential has been moved to OAuth Server-to-Server, set Flow to OAuth, and Scopes to those on its page in the Adobe Developer Console.";

    public static string? Find(int status, string? code, string? description)
    {
        return (code, description) switch
        {
            ("invalid_client", { } text) when Says(text, "client_secret") => WrongPair,
            ("invalid_client", _) when status == 401 => WrongPair,
            ("invalid_client", _) =>
                "IMS does not know this client id, or is another environment than the one the credential was made in. Compare ClientId and ImsEndpoint with the credential.",
            ("invalid_token", { } text) when Says(text, "signature") => WrongKey,
            ("invalid_signature", _) => WrongKey,
            ("invalid_token", _) =>
                "IMS could not read the assertion, or it had ended already: it lives for Jwt:AssertionLifetime, and IMS allows the clock of this machine to be 30 seconds off. Check that clock.",
            ("invalid_jti", _) => "This credential wants a new jti in each assertion: set Jwt:SendJwtId to true. If it is set, something between here and IMS sends requests twice.",
            ("invalid_scope", _) =>
                "The credential does not have one of the metascopes asked for. Compare Jwt:MetaScopes with the credential (metascopes in AEM's file), and check that the API was added to its project.",
            ("bad_request", _) =>
                "The assertion names something in a form that IMS does not take: compare Jwt:TechnicalAccountId (not the e-mail) and OrganizationId with the credential.",
            _ when RefusalAdvice.MayBeMigrated(status, code) => "IMS answers so to a credential that is no Service Account (JWT) credential any more, and then it does not pass. " + MovedToOAuth,
            _ => null,
        };
    }

    private static string WrongPair =>
        "The client secret does not belong to the client id, or the credential is no Service Account (JWT) credential. Copy both again. " + MovedToOAuth;

    private static string WrongKey =>
        "The private key does not belong to a certificate of this credential that is valid now: the certificate has expired (they live for a year) or was deleted, or the key is that of another credential.";

    private static bool Says(string description, string word) => description.Contains(word, StringComparison.OrdinalIgnoreCase);
}
