namespace Adobe.ServerAuth.TokenEndpoint;

// What IMS refuses an OAuth Server-to-Server credential with (docs/ims-protocol.md 2).
internal static class ClientCredentialsFailures
{
    public const string Page = "the credential's page in the Adobe Developer Console";

    public static IReadOnlyList<FailureCase> Rows { get; } =
    [
        new("missing-organization")
        {
            Flow = ServerAuthFlow.OAuth,
            LowestStatus = 400,
            HighestStatus = 499,
            Says = "org_id parameter",
            Why = "The credential serves several organizations (Enterprise Web App), and IMS does not know for which of them the token is to be.",
            Remedy = "Set OrganizationId to the one that gave its consent (…@AdobeOrg); if it is set, compare it.",
        },
        new("wrong-secret")
        {
            Flow = ServerAuthFlow.OAuth,
            LowestStatus = 400,
            HighestStatus = 401,
            Says = "client_secret parameter",
            Why = "The client secret is wrong, was deleted, or belongs to another credential or IMS environment.",
            Remedy = $"Copy it again from {Page} (Retrieve client secret).",
        },
        new("unknown-client")
        {
            Flow = ServerAuthFlow.OAuth,
            LowestStatus = 400,
            HighestStatus = 401,
            Says = "client_id parameter",
            Why = "IMS does not know this client id: it is mistyped, its credential was deleted, or it was made in another IMS environment (a stage id on production, say).",
            Remedy = $"Copy it again from {Page}, and check that ImsEndpoint is the environment it was made in.",
        },
        new("wrong-client")
        {
            Flow = ServerAuthFlow.OAuth,
            LowestStatus = 400,
            HighestStatus = 401,
            Codes = ["invalid_client"],
            Why = "The client id and the client secret do not belong together, or not to an OAuth Server-to-Server credential.",
            Remedy = $"Copy both from {Page}.",
        },
        new("scope-not-granted")
        {
            Flow = ServerAuthFlow.OAuth,
            LowestStatus = 400,
            HighestStatus = 403,
            Codes = ["invalid_scope"],
            Why = "The credential does not have one of the scopes asked for.",
            Remedy = $"Copy the list from {Page}; it grows when an API is added to the project.",
        },
        new("no-scope")
        {
            Flow = ServerAuthFlow.OAuth,
            LowestStatus = 400,
            HighestStatus = 403,
            Codes = ["invalid_target_scope"],
            Why = "The request names no scope that this credential can have.",
            Remedy = $"Copy the list from {Page} into Scopes.",
        },
        new("wrong-kind-of-client")
        {
            Flow = ServerAuthFlow.OAuth,
            LowestStatus = 400,
            HighestStatus = 403,
            Codes = ["unauthorized_client", "unsupported_grant_type"],
            Why = "The client id is that of another kind of credential (a user login, say, or a Service Account).",
            Remedy = "Use an OAuth Server-to-Server credential; for a Service Account (JWT) credential set Flow to Jwt.",
        },
    ];
}
