using Microsoft.Extensions.Logging;

namespace Adobe.ServerAuth.Diagnostics;

internal static partial class FlowLog
{
    [LoggerMessage(110, LogLevel.Warning, "Client {ClientId} uses a legacy Service Account (JWT) credential. {WhatEnds} {HowToMove} (Told once per process.)", EventName = "LegacyCredential")]
    public static partial void LegacyCredential(this ILogger logger, string clientId, string whatEnds, string howToMove);

    [LoggerMessage(112, LogLevel.Warning, "IMS refused {RefusedSecret} of client {ClientId} and took {WorkingSecret}, which goes first from now on.", EventName = "ClientSecretReplaced")]
    public static partial void ClientSecretReplaced(this ILogger logger, string refusedSecret, string clientId, string workingSecret);

    [LoggerMessage(111, LogLevel.Warning, "The certificate of client {ClientId} ends on {CertificateEnd} UTC, and with it the credential. {Remedy} (Told once a day.)", EventName = "CertificateEnds")]
    public static partial void CertificateEnds(this ILogger logger, string clientId, string certificateEnd, string remedy);
}
