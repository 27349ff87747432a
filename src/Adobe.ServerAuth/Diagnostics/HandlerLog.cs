using Microsoft.Extensions.Logging;

namespace Adobe.ServerAuth.Diagnostics;

internal static partial class HandlerLog
{
    [LoggerMessage(300, LogLevel.Warning, "{Host} answered {StatusCode} to an access token that could not be renewed; the answer goes to the caller. {Failure}", EventName = "RenewalAfterRefusalFailed")]
    public static partial void RenewalAfterRefusalFailed(this ILogger logger, string host, int statusCode, string failure);

    [LoggerMessage(301, LogLevel.Warning, "{Host} answered {StatusCode} to an access token. The token was renewed, but the request's body can not be sent twice, so the answer goes to the caller.", EventName = "BodyNotReplayable")]
    public static partial void BodyNotReplayable(this ILogger logger, string host, int statusCode);
}
