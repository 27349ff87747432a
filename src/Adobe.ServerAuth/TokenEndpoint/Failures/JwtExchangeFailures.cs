namespace Adobe.ServerAuth.TokenEndpoint;

// What IMS refuses a Service Account (JWT) credential with; its codes mean other things here (docs/ims-protocol.md 2.1 and 2.2).
internal static class JwtExchangeFailures
{
    private const string MoveToOAuth = "the credential there is, or has to be, moved to OAuth Server-to-Server; then set Flow to OAuth, and Scopes to those on its page.";

    private const string MovedToOAuth =
        "If the credential has been moved to OAuth Server-to-Server, set Flow to OAuth, and Scopes to those on its page in the Adobe Developer Console.";

    private static readonly FailureCase WrongSecret = new("jwt-wrong-secret")
    {
        Flow = ServerAuthFlow.Jwt,
        Codes = ["invalid_client"],
        Why = "The client secret does not belong to the client id, or the credential is no Service Account (JWT) credential.",
        Remedy = "Copy both again. " + MovedToOAuth,
    };

    private static readonly FailureCase WrongKey = new("certificate")
    {
        Flow = ServerAuthFlow.Jwt,
        Status = 400,
        Why = "The private key does not belong to a certificate of this credential that is valid now: the certificate has expired (they live for a year) or was deleted, or the key is that of another credential.",
        Remedy = "In AEM's Developer Console add a new key pair and set its private key. The Adobe Developer Console renews certificates of such credentials no more: " + MoveToOAuth,
    };

    public static IReadOnlyList<FailureCase> Rows { get; } =
    [
        WrongSecret with { LowestStatus = 400, HighestStatus = 400, Says = "client_secret parameter" },
        WrongSecret with { Id = "jwt-wrong-client", LowestStatus = 401, HighestStatus = 401 },
        new("jwt-unknown-client")
        {
            Flow = ServerAuthFlow.Jwt,
            Status = 400,
            Codes = ["invalid_client"],
            Why = "IMS does not know this client id, or is another environment than the one the credential was made in (a stage credential on production, say).",
            Remedy = "Compare ClientId and ImsEndpoint with the credential.",
        },
        WrongKey with { Codes = ["invalid_token"], Says = "signature" },
        WrongKey with { Id = "certificate-or-algorithm", Codes = ["invalid_signature"] },
        new("assertion-unreadable")
        {
            Flow = ServerAuthFlow.Jwt,
            Status = 400,
            Codes = ["invalid_token"],
            Says = "decoded",
            Why = "IMS could not decode the assertion: something between here and there changed it.",
            Remedy = "Check the proxy, and what ConfigureImsHttpClient added.",
        },
        new("assertion")
        {
            Flow = ServerAuthFlow.Jwt,
            Status = 400,
            Codes = ["invalid_token"],
            Why = "The assertion had ended already, most likely: it lives for Jwt:AssertionLifetime, and IMS allows the clock of this machine to be 30 seconds off.",
            Remedy = "Check that clock.",
            IsAboutClock = true,
        },
        new("jwt-id")
        {
            Flow = ServerAuthFlow.Jwt,
            Status = 400,
            Codes = ["invalid_jti"],
            Why = "This credential wants a new jti in each assertion.",
            Remedy = "Set Jwt:SendJwtId to true. If it is set, something between here and IMS sends requests twice: a retry of your own, perhaps, which sends the same assertion again.",
        },
        new("metascope-not-granted")
        {
            Flow = ServerAuthFlow.Jwt,
            LowestStatus = 400,
            HighestStatus = 403,
            Codes = ["invalid_scope"],
            Why = "The credential does not have one of the metascopes asked for.",
            Remedy = "Compare Jwt:MetaScopes with the credential (metascopes in AEM's file), and check that its project has the API.",
        },
        new("assertion-parts")
        {
            Flow = ServerAuthFlow.Jwt,
            Status = 400,
            Codes = ["bad_request"],
            Why = "The assertion names something in a form that IMS does not take.",
            Remedy = "Compare Jwt:TechnicalAccountId (not the e-mail) and OrganizationId with the credential.",
        },
        new("migrated")
        {
            Flow = ServerAuthFlow.Jwt,
            Status = 500,
            Codes = ["internal_error"],
            Why = "IMS answers so to a credential that is no Service Account (JWT) credential any more, and then it does not pass, whatever the answer says.",
            Remedy = MovedToOAuth,
            Retry = RetryAdvice.Once,
            IsFinal = true,
        },
    ];
}
