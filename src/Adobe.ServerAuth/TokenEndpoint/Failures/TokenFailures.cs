using System.Globalization;
using System.Text;
using Adobe.ServerAuth.Abstractions;
using Adobe.ServerAuth.Diagnostics;

namespace Adobe.ServerAuth.TokenEndpoint;

// The one place where failures of the token endpoint get their words.
internal static class TokenFailures
{
    // docs/ims-protocol.md 3.1: what IMS tolerates.
    private static readonly TimeSpan ToleratedSkew = TimeSpan.FromSeconds(30);

    // More than that is no clock that is wrong, but a Date that is.
    private static readonly TimeSpan LongestSkew = TimeSpan.FromDays(3650);

    public static AttemptOutcome Refused(TokenAnswer answer, TokenAttempt attempt, string? error, string? errorDescription) =>
        Answered(answer, attempt, FailureCatalogue.Find(attempt.Request.Flow, (int)answer.Status, error, errorDescription), error, errorDescription);

    public static AttemptOutcome Answered(TokenAnswer answer, TokenAttempt attempt, FailureCase row, string? error, string? errorDescription)
    {
        var code = ImsTexts.AreKnown(error) ? error : attempt.Secrets.Clean(error);
        var description = ImsTexts.AreKnown(errorDescription) ? errorDescription : attempt.Secrets.Clean(errorDescription);
        var debugId = attempt.Secrets.Clean(answer.DebugId);
        var message = new StringBuilder()
            .Append(Subject(attempt.Request)).Append(" was answered with HTTP ").Append((int)answer.Status)
            .Append(code is null ? "" : " " + code)
            .Append(description is null ? "" : " (\"" + description + "\")")
            .Append(row.Seen is null ? "" : ", but " + row.Seen)
            .Append(". ").Append(row.Why)
            .Append(row.IsAboutClock ? Skew(answer.ClockSkew) : "").Append(' ').Append(row.Remedy)
            .Append(row.IsAboutClock ? "" : Skew(answer.ClockSkew)).Append(Pause(answer.RetryAfter))
            .Append(" (").Append(row.Id).Append(debugId is null ? "" : ", x-debug-id: " + debugId).Append("; see ").Append(DocumentationLink.ToReason(row.Id)).Append(')');
        return AttemptOutcome.Failed(
            new TokenRequestFailure
            {
                Message = message.ToString(),
                Reason = row.Id,
                ErrorCode = code,
                ErrorDescription = description,
                StatusCode = answer.Status,
                DebugId = debugId,
                RetryAfter = answer.RetryAfter,
                ClockSkew = answer.ClockSkew,
                IsTransient = row.IsTransient,
                CredentialName = attempt.Request.CredentialName,
            },
            row.Retry);
    }

    public static AttemptOutcome Unreachable(TokenAttempt attempt, Exception cause)
    {
        var row = ConnectionFault.Of(cause);
        var why = attempt.Secrets.Clean(UserInfo.Strip(Messages(cause)))?.TrimEnd('.') ?? cause.GetType().Name;
        var details = ExceptionTexts.Of(cause);
        return AttemptOutcome.Failed(
            new TokenRequestFailure
            {
                Message = $"{Subject(attempt.Request)} failed: {why}. {row.Why} {row.Remedy} ({row.Id}; see {DocumentationLink.ToReason(row.Id)})",
                Reason = row.Id,
                IsTransient = row.IsTransient,
                CredentialName = attempt.Request.CredentialName,

                // The framework quotes what it could not parse, and that may be an echo of the request, or the address of a proxy with its password.
                Cause = attempt.Secrets.AreIn(details) || UserInfo.IsIn(details) ? null : cause,
            },
            row.Retry);
    }

    // During the pause after a failure it is that failure that takes too long to pass, and no answer that is missing.
    public static TokenRequestFailure TimedOut(TokenRequest request, TimeSpan limit, string option, TokenRequestFailure? last, bool isInPause)
    {
        var row = ConnectionFailures.TimedOut;
        var paused = isInPause ? last : null;
        return new TokenRequestFailure
        {
            Message = FormattableString.Invariant($"{Subject(request)} was given up after {limit.TotalSeconds:0.###} s (TokenRequest:{option}). ")
                + (last is null ? $"No answer came. {row.Why} {row.Remedy} ({row.Id}; see {DocumentationLink.ToReason(row.Id)})" : "Before that: " + last.Message),
            Reason = paused?.Reason ?? row.Id,
            ErrorCode = last?.ErrorCode,
            ErrorDescription = last?.ErrorDescription,
            StatusCode = last?.StatusCode,
            DebugId = last?.DebugId,
            RetryAfter = last?.RetryAfter,
            ClockSkew = last?.ClockSkew,
            IsTransient = paused?.IsTransient ?? row.IsTransient,
            CredentialName = request.CredentialName,
            Cause = last?.Cause,
        };
    }

    // Nothing was sent, since what the application's code was to supply did not come.
    public static TokenRequestFailure NotPrepared(TokenRequest request, TimeSpan limit, string option) => new()
    {
        Message = FormattableString.Invariant($"{Subject(request)} could not be made: the application's own code, which signs the assertion, did not answer within {limit.TotalSeconds:0.###} s (TokenRequest:{option}). ")
            + "Nothing was sent. Look at the vault or HSM that it asks, or at what held this machine up.",
        IsTransient = true,
        CredentialName = request.CredentialName,
        IsOfCredential = true,
    };

    // The outermost message of a network failure mostly says no more than that there is an inner one.
    public static string Messages(Exception cause) =>
        cause.InnerException is { } inner ? cause.Message.TrimEnd('.') + ": " + Messages(inner) : cause.Message;

    private static string Subject(TokenRequest request) =>
        $"The token request{(request.CredentialName is null ? "" : $" of credential '{SafeText.Clean(request.CredentialName)}'")} to {request.Endpoint.Authority}";

    private static string Skew(TimeSpan? skew)
    {
        var size = TimeSpan.FromSeconds(Math.Round(Math.Abs(skew?.TotalSeconds ?? 0)));
        return size <= ToleratedSkew || size > LongestSkew ? ""
            : string.Format(CultureInfo.InvariantCulture, " The clock of this machine is {0:c} {1} the server's.", size, skew > TimeSpan.Zero ? "ahead of" : "behind");
    }

    private static string Pause(TimeSpan? retryAfter) =>
        retryAfter > TimeSpan.Zero ? FormattableString.Invariant($" It asks to be left alone for {retryAfter.Value.TotalSeconds:0} s.") : "";
}
