using Microsoft.Extensions.Logging;

namespace Adobe.ServerAuth.Diagnostics;

internal static partial class ConfigurationLog
{
    [LoggerMessage(500, LogLevel.Error, "The changed configuration is invalid, so the last valid one stays in use: {Failures}", EventName = "InvalidChange")]
    public static partial void InvalidChange(this ILogger logger, string failures);

    [LoggerMessage(501, LogLevel.Information, "The configuration changed; the next token request uses it. A token that is cached {Fate}.", EventName = "ConfigurationChanged")]
    public static partial void ConfigurationChanged(this ILogger logger, string fate);

    [LoggerMessage(502, LogLevel.Information, "The configuration is valid again.", EventName = "ValidAgain")]
    public static partial void ValidAgain(this ILogger logger);
}
