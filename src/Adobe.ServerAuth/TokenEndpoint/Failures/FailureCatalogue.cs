namespace Adobe.ServerAuth.TokenEndpoint;

// All that a token request may fail with.
internal static class FailureCatalogue
{
    // By what an answer says; the first row that fits counts.
    public static IReadOnlyList<FailureCase> Answers { get; } = [.. ClientCredentialsFailures.Rows, .. JwtExchangeFailures.Rows, .. AnswerFailures.Rows];

    public static IReadOnlyList<FailureCase> Others { get; } =
    [
        AnswerFailures.NotJson, AnswerFailures.NoToken, AnswerFailures.TooLong, AnswerFailures.Encoded,
        ConnectionFailures.UnknownHost, ConnectionFailures.NoConnection, ConnectionFailures.Certificate,
        ConnectionFailures.ProxyCredentials, ConnectionFailures.ProxyRefusal, ConnectionFailures.Proxy,
        ConnectionFailures.NotHttp, ConnectionFailures.Interrupted, ConnectionFailures.TimedOut, ConnectionFailures.Other,
    ];

    public static FailureCase Find(ServerAuthFlow flow, int status, string? code, string? description) =>
        Answers.First(row => row.Is(flow, status, code, description));
}
