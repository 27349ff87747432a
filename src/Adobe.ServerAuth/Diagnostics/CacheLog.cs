using Microsoft.Extensions.Logging;

namespace Adobe.ServerAuth.Diagnostics;

internal static partial class CacheLog
{
    [LoggerMessage(200, LogLevel.Warning, "The access token could not be renewed and stays in use for {UsableFor}; the next attempt starts in {NextAttemptIn}. {Failure}", EventName = "RenewalFailed")]
    public static partial void RenewalFailed(this ILogger logger, TimeSpan usableFor, TimeSpan nextAttemptIn, string failure);

    [LoggerMessage(201, LogLevel.Debug, "The access token could still not be renewed and stays in use for {UsableFor}; the next attempt starts in {NextAttemptIn}. {Failure}", EventName = "RenewalFailedAgain")]
    public static partial void RenewalFailedAgain(this ILogger logger, TimeSpan usableFor, TimeSpan nextAttemptIn, string failure);

    [LoggerMessage(202, LogLevel.Error, "There is no usable access token, and none could be had; callers get this failure for {HeldFor}. {Failure}", EventName = "NoUsableToken")]
    public static partial void NoUsableToken(this ILogger logger, TimeSpan heldFor, string failure);

    [LoggerMessage(203, LogLevel.Information, "An API refused the access token; a newer one was asked for.", EventName = "TokenRejected")]
    public static partial void TokenRejected(this ILogger logger);

    [LoggerMessage(204, LogLevel.Warning, "An API refused the access token that has just been renewed for the same reason. A new token does not help; none is requested for {Pause}.", EventName = "RenewalPaused")]
    public static partial void RenewalPaused(this ILogger logger, TimeSpan pause);

    [LoggerMessage(205, LogLevel.Warning, "The access token that an API refused could not be renewed. It stays in use, for {UsableFor} at most; its next refusal after {HeldFor} has it tried again. {Failure}", EventName = "RefusedTokenNotRenewed")]
    public static partial void RefusedTokenNotRenewed(this ILogger logger, TimeSpan usableFor, TimeSpan heldFor, string failure);

    [LoggerMessage(206, LogLevel.Debug, "The access token that an API refused could still not be renewed. It stays in use, for {UsableFor} at most; its next refusal after {HeldFor} has it tried again. {Failure}", EventName = "RefusedTokenStillNotRenewed")]
    public static partial void RefusedTokenStillNotRenewed(this ILogger logger, TimeSpan usableFor, TimeSpan heldFor, string failure);
}
