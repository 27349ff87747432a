using Microsoft.Extensions.Logging;

namespace Adobe.ServerAuth.Diagnostics;

internal static partial class FlowLog
{
    [LoggerMessage(110, LogLevel.Warning, "Client {ClientId} uses a legacy Service Account (JWT) credential. {WhatEnds} {HowToMove} (Told once per process.)", EventName = "LegacyCredential")]
    public static partial void LegacyCredential(this ILogger logger, string clientId, string whatEnds, string howToMove);
}
