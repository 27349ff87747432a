using Microsoft.Extensions.Logging;

namespace Adobe.ServerAuth.Hosting.WarmUp;

// Whose: empty for the default credential, else its name in words.
internal static partial class WarmUpLog
{
    [LoggerMessage(600, LogLevel.Information, "The first token{Whose} was there {Elapsed} after the warm-up began; it ends at {ExpiresAt}.", EventName = "WarmedUp")]
    public static partial void WarmedUp(this ILogger logger, string whose, TimeSpan elapsed, DateTimeOffset expiresAt);

    [LoggerMessage(601, LogLevel.Warning, "The warm-up brought no token{Whose}; the application starts all the same. {Failure}", EventName = "WarmUpFailed")]
    public static partial void WarmUpFailed(this ILogger logger, string whose, string failure);

    [LoggerMessage(602, LogLevel.Error, "The warm-up brought no token{Whose}, and the application is not to start without it. {Failure}", EventName = "RequiredWarmUpFailed")]
    public static partial void RequiredWarmUpFailed(this ILogger logger, string whose, string failure);

    [LoggerMessage(603, LogLevel.Warning, "The start was cancelled while the warm-up waited for the first token{Whose}, for {Elapsed} by then.", EventName = "WarmUpCancelled")]
    public static partial void WarmUpCancelled(this ILogger logger, string whose, TimeSpan elapsed);
}
