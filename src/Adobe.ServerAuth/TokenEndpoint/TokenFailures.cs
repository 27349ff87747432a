using System.Text;
using Adobe.ServerAuth.Abstractions;
using Adobe.ServerAuth.Diagnostics;

namespace Adobe.ServerAuth.TokenEndpoint;

// The one place where failures of the token endpoint get their words.
internal static class TokenFailures
{
    public static AttemptOutcome Refused(TokenAnswer answer, TokenAttempt attempt, string? error, string? errorDescription)
    {
        var code = ImsTexts.AreKnown(error) ? error : attempt.Secrets.Clean(error);
        var description = ImsTexts.AreKnown(errorDescription) ? errorDescription : attempt.Secrets.Clean(errorDescription);
        var status = (int)answer.Status;
        var message = new StringBuilder()
            .Append(Subject(attempt.Request)).Append(" was answered with HTTP ").Append(status)
            .Append(code is null ? "" : " " + code)
            .Append(description is null ? "" : " (\"" + description + "\")")
            .Append(". ").Append(RefusalAdvice.For(attempt.Request.Flow, status, error, errorDescription));
        var isTransient = status is 408 or 429 or >= 500;
        var failure = Failure(answer, attempt, message, code, description, isTransient);
        return !isTransient ? AttemptOutcome.Refused(failure)
            : attempt.Request.Flow == ServerAuthFlow.Jwt && RefusalAdvice.MayBeMigrated(status, error) ? AttemptOutcome.Doubtful(failure)
            : AttemptOutcome.Failed(failure);
    }

    public static AttemptOutcome Unreadable(TokenAnswer answer, TokenAttempt attempt, string why)
    {
        var message = new StringBuilder()
            .Append(Subject(attempt.Request)).Append(" was answered with HTTP ").Append((int)answer.Status).Append(", but ").Append(why)
            .Append(". Such an answer does not come from IMS: check ImsEndpoint, and the proxy or firewall between here and there.");
        return AttemptOutcome.Doubtful(Failure(answer, attempt, message, null, null, isTransient: true));
    }

    public static AttemptOutcome Unreachable(TokenAttempt attempt, Exception cause)
    {
        var why = attempt.Secrets.Clean(Messages(cause))?.TrimEnd('.') ?? cause.GetType().Name;
        return AttemptOutcome.Failed(new TokenRequestFailure
        {
            Message = $"{Subject(attempt.Request)} could not be made: {why}. Check the network, the proxy, and that the host may be reached at its port.",
            IsTransient = true,
            CredentialName = attempt.Request.CredentialName,

            // The framework quotes what it could not parse, and that may be an echo of the request.
            Cause = attempt.Secrets.AreIn(cause.ToString()) ? null : cause,
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
        $"The token request{(request.CredentialName is null ? "" : $" of credential '{SafeText.Clean(request.CredentialName)}'")} to {request.Endpoint.Authority}";

    private static TokenRequestFailure Failure(TokenAnswer answer, TokenAttempt attempt, StringBuilder message, string? code, string? description, bool isTransient)
    {
        var debugId = attempt.Secrets.Clean(answer.DebugId);
        return new TokenRequestFailure
        {
            Message = message.Append(debugId is null ? "" : " (x-debug-id: " + debugId + ")").ToString(),
            ErrorCode = code,
            ErrorDescription = description,
            StatusCode = answer.Status,
            DebugId = debugId,
            RetryAfter = answer.RetryAfter,
            IsTransient = isTransient,
            CredentialName = attempt.Request.CredentialName,
        };
    }
}
