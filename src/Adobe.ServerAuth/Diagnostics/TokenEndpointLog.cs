using Microsoft.Extensions.Logging;

namespace Adobe.ServerAuth.Diagnostics;

internal static partial class TokenEndpointLog
{
    [LoggerMessage(100, LogLevel.Information, "Received an access token for client {ClientId} from {Host}; it lives {Lifetime}.", EventName = "TokenReceived")]
    public static partial void TokenReceived(this ILogger logger, string clientId, string host, TimeSpan lifetime);

    [LoggerMessage(101, LogLevel.Warning, "Attempt {Attempt} of a token request to {Host} failed ({Reason}); the next one starts in {Delay}.", EventName = "TokenRequestRetried")]
    public static partial void TokenRequestRetried(this ILogger logger, int attempt, string host, string reason, TimeSpan delay);
}
