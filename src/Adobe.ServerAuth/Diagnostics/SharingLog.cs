using Microsoft.Extensions.Logging;

namespace Adobe.ServerAuth.Diagnostics;

// Whose: empty for the default credential, else its name in words.
internal static partial class SharingLog
{
    [LoggerMessage(400, LogLevel.Warning, "The shared token cache ({Cache}) failed: {Failure}. Tokens are requested from IMS without it, for {Pause} at least.", EventName = "SharedCacheFailed")]
    public static partial void SharedCacheFailed(this ILogger logger, string cache, string failure, TimeSpan pause);

    [LoggerMessage(401, LogLevel.Debug, "The shared token cache ({Cache}) failed again: {Failure}. Tokens are requested from IMS without it, for {Pause} at least.", EventName = "SharedCacheFailedAgain")]
    public static partial void SharedCacheFailedAgain(this ILogger logger, string cache, string failure, TimeSpan pause);

    [LoggerMessage(402, LogLevel.Information, "The shared token cache answers again.", EventName = "SharedCacheAnswers")]
    public static partial void SharedCacheAnswers(this ILogger logger);

    [LoggerMessage(403, LogLevel.Warning, "An entry of the shared token cache{Whose} {Fault}. It counts for nothing, and the next token that is requested takes its place.", EventName = "SharedEntryUnreadable")]
    public static partial void SharedEntryUnreadable(this ILogger logger, string whose, string fault);

    [LoggerMessage(404, LogLevel.Debug, "Took the token{Whose} that another machine had requested; it ends at {ExpiresAt}.", EventName = "SharedTokenTaken")]
    public static partial void SharedTokenTaken(this ILogger logger, string whose, DateTimeOffset expiresAt);

    [LoggerMessage(405, LogLevel.Warning, "AddDistributedTokenCache found only the in-memory IDistributedCache of this process: nothing is shared with other machines. Register a cache that they have in common, with AddStackExchangeRedisCache, say.", EventName = "NothingShared")]
    public static partial void NothingShared(this ILogger logger);

    [LoggerMessage(406, LogLevel.Warning, "{Secret}{Whose} returned a client secret of less than {Shortest} characters. Tokens are not shared with it: who can read the cache could guess it.", EventName = "SecretTooShortToShare")]
    public static partial void SecretTooShortToShare(this ILogger logger, string secret, string whose, int shortest);

    [LoggerMessage(407, LogLevel.Information, "IMS issued a token{Whose} that does not tell whose it is, or since when; such tokens are not shared.", EventName = "TokenNotShared")]
    public static partial void TokenNotShared(this ILogger logger, string whose);
}
