namespace Adobe.ServerAuth.TokenEndpoint;

// What an answer can be besides a refusal with a known code, in either flow.
internal static class AnswerFailures
{
    private const string NotFromIms = "Such an answer does not come from IMS: a proxy, a firewall or a sign-in page stands between, or the address is wrong.";
    private const string CheckTheWay = "Check ImsEndpoint (or TokenEndpoint), and the proxy or firewall between here and there.";

    // Known by the status and the error that the answer names; the first row that fits counts.
    public static IReadOnlyList<FailureCase> Rows { get; } =
    [
        new("throttled")
        {
            Status = 429,
            Why = "IMS throttles this client: too many token requests.",
            Remedy = "Share one token provider, and do not make one per request.",
            Retry = RetryAdvice.AsConfigured,
        },
        new("request-timeout")
        {
            Status = 408,
            Why = "The server waited for the request in vain; the network is slow, or a proxy holds it back.",
            Remedy = "It mostly passes. If it does not, check the proxy.",
            Retry = RetryAdvice.AsConfigured,
        },
        new("proxy-credentials")
        {
            Status = 407,
            Why = "A proxy wants credentials before it lets the request through.",
            Remedy = "Set them with ConfigureImsHttpClient.",
        },
        new("ims-in-trouble")
        {
            LowestStatus = 500,
            Why = "IMS is in trouble, or something between here and there is.",
            Remedy = "It mostly passes.",
            Retry = RetryAdvice.AsConfigured,
        },
        new("redirect")
        {
            LowestStatus = 300,
            HighestStatus = 399,
            Why = "A token request is never redirected by IMS, and the redirect was not followed, since the request holds a secret.",
            Remedy = CheckTheWay,
        },
        new("no-content")
        {
            HighestStatus = 299,
            Why = NotFromIms,
            Remedy = CheckTheWay,
            Retry = RetryAdvice.Once,
        },
        new("wrong-address")
        {
            LowestStatus = 404,
            HighestStatus = 405,
            Why = "Nothing takes token requests at this address.",
            Remedy = "Check ImsEndpoint (or TokenEndpoint): leave both out for the production of IMS.",
        },
        new("not-from-ims")
        {
            LowestStatus = 400,
            HighestStatus = 499,
            WithoutWords = true,
            Why = "The answer names no error, so it does not come from IMS: a proxy, a firewall or a sign-in page stands between, or the address is wrong.",
            Remedy = CheckTheWay,
        },
        new("refused")
        {
            Flow = ServerAuthFlow.OAuth,
            LowestStatus = 400,
            HighestStatus = 499,
            Why = "IMS refuses the request for a reason of its own.",
            Remedy = "Compare the client id, client secret, scopes and ImsEndpoint with " + ClientCredentialsFailures.Page + ". Adobe's support finds the request by its x-debug-id.",
        },
        new("jwt-refused")
        {
            Flow = ServerAuthFlow.Jwt,
            LowestStatus = 400,
            HighestStatus = 499,
            Why = "IMS refuses the request for a reason of its own.",
            Remedy = "Compare the client id, client secret, organization, technical account, metascopes and ImsEndpoint with the credential's page in the console it was made in. Adobe's support finds the request by its x-debug-id.",
        },
    ];

    public static FailureCase TooLong { get; } = new("body-too-long")
    {
        Seen = "its body is longer than TokenRequest:MaxResponseBytes",
        Why = NotFromIms,
        Remedy = CheckTheWay,
        Retry = RetryAdvice.Once,
    };

    public static FailureCase Encoded { get; } = new("encoded-body")
    {
        Seen = "its body has a Content-Encoding that was not asked for",
        Why = NotFromIms,
        Remedy = CheckTheWay,
        Retry = RetryAdvice.Once,
    };

    public static FailureCase NotJson { get; } = new("not-json")
    {
        Status = 200,
        Seen = "its body is no JSON object",
        Why = NotFromIms,
        Remedy = CheckTheWay,
        Retry = RetryAdvice.Once,
    };

    public static FailureCase NoToken { get; } = new("no-token")
    {
        Status = 200,
        Seen = "it has no access_token, more than one, or one that is no token",
        Why = NotFromIms,
        Remedy = CheckTheWay,
        Retry = RetryAdvice.Once,
    };
}
