using Microsoft.Extensions.Logging;

namespace Adobe.ServerAuth.Diagnostics;

// Whose: empty for the default credential, else its name in words.
internal static partial class ConfigurationLog
{
    [LoggerMessage(500, LogLevel.Error, "The changed configuration{Whose} is invalid, so the last valid one stays in use: {Failures}", EventName = "InvalidChange")]
    public static partial void InvalidChange(this ILogger logger, string whose, string failures);

    [LoggerMessage(501, LogLevel.Information, "The configuration{Whose} changed; the next token request uses it. A token that is cached {Fate}.", EventName = "ConfigurationChanged")]
    public static partial void ConfigurationChanged(this ILogger logger, string whose, string fate);

    [LoggerMessage(503, LogLevel.Warning, "Everyone on this machine may read or write {Path}, which holds a secret{Whose}: take that right away (chmod o-rw, or defaultMode of a Kubernetes volume).", EventName = "SecretFileOpenToOthers")]
    public static partial void SecretFileOpenToOthers(this ILogger logger, string path, string whose);

    [LoggerMessage(502, LogLevel.Information, "The configuration{Whose} is valid again.", EventName = "ValidAgain")]
    public static partial void ValidAgain(this ILogger logger, string whose);
}
