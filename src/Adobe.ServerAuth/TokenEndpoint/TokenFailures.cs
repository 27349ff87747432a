using System.Text;
using Adobe.ServerAuth.Abstractions;

namespace Adobe.ServerAuth.TokenEndpoint;

// The one place where failures of the token endpoint get their words.
internal static class TokenFailures
{
    public static AttemptOutcome Refused(TokenAnswer answer, TokenRequest request, string? error, string? errorDescription)
    {
        var code = ImsTexts.AreKnown(error) ? error : request.Secrets.Clean(error);
        var description = ImsTexts.AreKnown(errorDescription) ? errorDescription : request.Secrets.Clean(errorDescription);
        var status = (int)answer.Status;
        var message = new StringBuilder()
            .Append(Subject(request)).Append(" was answered with HTTP ").Append(status)
            .Append(code is null ? "" : " " + code)
            .Append(description is null ? "" : " (\"" + description + "\")")
            .Append(". ").Append(RefusalAdvice.For(status, error, errorDescription));
        var isTransient = status is 408 or 429 or >= 500;
        var failure = Failure(answer, request, message, code, description, isTransient);
        return isTransient ? AttemptOutcome.Failed(failure) : AttemptOutcome.Refused(failure);
    }

    public static AttemptOutcome Unreadable(TokenAnswer answer, TokenRequest request, string why)
    {
        var message = new StringBuilder()
            .Append(Subject(request)).Append(" was answered with HTTP ").Append((int)answer.Status).Append(", but ").Append(why)
            .Append(". Such an answer does not come from IMS: check ImsEndpoint, and the proxy or firewall between here and there.");
        return AttemptOutcome.Unreadable(Failure(answer, request, message, null, null, isTransient: true));
    }

    public static AttemptOutcome Unreachable(TokenRequest request, Exception cause)
    {
        var why = request.Secrets.Clean(Messages(cause))?.TrimEnd('.') ?? cause.GetType().Name;
        return AttemptOutcome.Failed(new TokenRequestFailure
        {
            Message = $"{Subject(request)} could not be made: {why}. Check the network, the proxy, and that the host may be reached at its port.",
            IsTransient = true,
            CredentialName = request.CredentialName,

            // The framework quotes what it could not parse, and that may be an echo of the request.
            Cause = request.Secrets.AreIn(cause.ToString()) ? null : cause,
        });
    }

    public static TokenRequestFailure TimedOut(TokenRequest request, TimeSpan limit, string option, TokenRequestFailure? last) => new()
    {
        Message = FormattableString.Invariant($"{Subject(request)} was given up after {limit.TotalSeconds:0.###} s (TokenRequest:{option}).")
            + (last is null ? " No answer came: check the network and the proxy." : " The last answer: " + last.Message),
        ErrorCode = last?.ErrorCode,
        ErrorDescription = last?.ErrorDescription,
        StatusCode = last?.StatusCode,
        DebugId = last?.DebugId,
        RetryAfter = last?.RetryAfter,
        IsTransient = true,
        CredentialName = request.CredentialName,
        Cause = last?.Cause,
    };

    // The outermost message of a network failure mostly says no more than that there is an inner one.
    private static string Messages(Exception cause) =>
        cause.InnerException is { } inner ? cause.Message.TrimEnd('.') + ": " + Messages(inner) : cause.Message;

    private static string Subject(TokenRequest request) =>
        $"The token request{(request.CredentialName is null ? "" : $" of credential '{request.CredentialName}'")} to {request.Endpoint.Authority}";

    private static TokenRequestFailure Failure(TokenAnswer answer, TokenRequest request, StringBuilder message, string? code, string? description, bool isTransient)
    {
        var debugId = request.Secrets.Clean(answer.DebugId);
        return new TokenRequestFailure
        {
            Message = message.Append(debugId is null ? "" : " (x-debug-id: " + debugId + ")").ToString(),
            ErrorCode = code,
            ErrorDescription = description,
            StatusCode = answer.Status,
            DebugId = debugId,
            RetryAfter = answer.RetryAfter,
            IsTransient = isTransient,
            CredentialName = request.CredentialName,
        };
    }
}
