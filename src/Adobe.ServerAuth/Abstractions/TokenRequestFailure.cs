using System.Globalization;
using System.Net;

namespace Adobe.ServerAuth.Abstractions;

// The data of a failed token request, or of a credential that can not be used for one. It is kept in the place of an exception, since every caller needs one of its own: a shared
// instance grows its stack trace with each throw and shows strangers' stacks.
internal sealed record TokenRequestFailure
{
    public required string Message { get; init; }

    public string? Reason { get; init; }

    public string? ErrorCode { get; init; }

    public string? ErrorDescription { get; init; }

    public HttpStatusCode? StatusCode { get; init; }

    public string? DebugId { get; init; }

    public TimeSpan? RetryAfter { get; init; }

    public TimeSpan? ClockSkew { get; init; }

    public bool IsTransient { get; init; }

    public string? CredentialName { get; init; }

    public Exception? Cause { get; init; }

    // Nothing was sent: who catches it gets a CredentialException.
    public bool IsOfCredential { get; init; }

    public static TokenRequestFailure From(Exception exception)
    {
        try
        {
            return Of(exception);
        }
        catch (Exception e)
        {
            // An exception type of the application's whose own members throw.
            return new TokenRequestFailure { Message = $"The token provider failed with {exception.GetType().Name}, which can not be read ({e.GetType().Name}).", IsTransient = true };
        }
    }

    private static TokenRequestFailure Of(Exception exception) => exception switch
    {
        TokenRequestException known => new TokenRequestFailure
        {
            Message = known.Message,
            Reason = known.Reason,
            ErrorCode = known.ErrorCode,
            ErrorDescription = known.ErrorDescription,
            StatusCode = known.StatusCode,
            DebugId = known.DebugId,
            RetryAfter = known.RetryAfter,
            ClockSkew = known.ClockSkew,
            IsTransient = known.IsTransient,
            CredentialName = known.CredentialName,
            Cause = CauseOf(known, typeof(TokenRequestException)),
        },
        CredentialException known => new TokenRequestFailure
        {
            Message = known.Message,
            CredentialName = known.CredentialName,
            IsTransient = known.IsTransient,
            Cause = CauseOf(known, typeof(CredentialException)),
            IsOfCredential = true,
        },
        _ => new TokenRequestFailure
        {
            Message = $"The token provider failed with {exception.GetType().Name}; the inner exception tells why.",
            IsTransient = exception is not AdobeServerAuthException,
            Cause = exception,
        },
    };

    // What is remembered must not keep alive what an exception may refer to.
    public TokenRequestFailure WithoutCause() => this with { Cause = null };

    public AdobeServerAuthException ToException(TimeSpan? age, TimeSpan? nextAttemptIn)
    {
        var message = Message + Remembered(age, nextAttemptIn);
        return IsOfCredential
            ? new CredentialException(message, Cause) { CredentialName = CredentialName, IsTransient = IsTransient, FailureAge = age, NextAttemptIn = nextAttemptIn }
            : new TokenRequestException(message, Cause)
            {
                Reason = Reason,
                ErrorCode = ErrorCode,
                ErrorDescription = ErrorDescription,
                StatusCode = StatusCode,
                DebugId = DebugId,
                RetryAfter = RetryAfter,
                ClockSkew = ClockSkew,
                IsTransient = IsTransient,
                CredentialName = CredentialName,
                FailureAge = age,
                NextAttemptIn = nextAttemptIn,
            };
    }

    // One of an application's own type is made anew as the type it derives from: it is the cause then, with all it may know.
    private static Exception? CauseOf(Exception exception, Type ours) => exception.GetType() == ours ? exception.InnerException : exception;

    private static string Remembered(TimeSpan? age, TimeSpan? nextAttemptIn) => age is null || nextAttemptIn is null
        ? ""
        : string.Format(
            CultureInfo.InvariantCulture,
            " (Remembered: this happened {0:0.#} s ago, and IMS is not asked again for {1:0.#} s.)",
            age.Value.TotalSeconds,
            nextAttemptIn.Value.TotalSeconds);
}
