using System.Globalization;
using System.Net;
using Adobe.ServerAuth;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Mvc;

namespace WebApi;

/// <summary>
/// What callers are told when Adobe gives no token or no answer: 503 if it may pass, 502 if somebody has to act. The text of the exception
/// goes into the log alone; it holds no secret, but it is not for strangers to know what is wrong with a credential.
/// </summary>
internal sealed partial class AdobeFailures(IProblemDetailsService problems, ILogger<AdobeFailures> logger) : IExceptionHandler
{
    public async ValueTask<bool> TryHandleAsync(HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
    {
        var (status, retryAfter) = exception switch
        {
            TokenRequestException e => (StatusOf(e.IsTransient), e.NextAttemptIn ?? e.RetryAfter),
            CredentialException e => (StatusOf(e.IsTransient), e.NextAttemptIn),
            AdobeServerAuthException => (StatusOf(mayPass: false), null),
            HttpRequestException e => (StatusOf(e.StatusCode is null or HttpStatusCode.RequestTimeout or HttpStatusCode.TooManyRequests or >= HttpStatusCode.InternalServerError), (e as ApiException)?.RetryAfter),
            TaskCanceledException { InnerException: TimeoutException } => (StatusOf(mayPass: true), null),
            _ => (0, default(TimeSpan?)),
        };
        if (status == 0)
        {
            return false;
        }

        // A handled exception is logged by nobody else.
        LogFailure(logger, httpContext.Request.Path, exception.Message);
        httpContext.Response.StatusCode = status;
        if (status == StatusCodes.Status503ServiceUnavailable && retryAfter is { } pause)
        {
            httpContext.Response.Headers.RetryAfter = Math.Max(0, Math.Ceiling(pause.TotalSeconds)).ToString(CultureInfo.InvariantCulture);
        }

        return await problems.TryWriteAsync(new ProblemDetailsContext
        {
            HttpContext = httpContext,
            ProblemDetails = new ProblemDetails { Status = status, Detail = "A service that this one depends on is not available." },
        });
    }

    private static int StatusOf(bool mayPass) => mayPass ? StatusCodes.Status503ServiceUnavailable : StatusCodes.Status502BadGateway;

    [LoggerMessage(1, LogLevel.Error, "{Path} failed: {Reason}")]
    private static partial void LogFailure(ILogger logger, PathString path, string reason);
}
