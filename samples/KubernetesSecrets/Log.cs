namespace KubernetesSecrets;

internal static partial class Log
{
    [LoggerMessage(1, LogLevel.Error, "No token: {Reason}")]
    public static partial void LogNoToken(this ILogger logger, string reason);
}
