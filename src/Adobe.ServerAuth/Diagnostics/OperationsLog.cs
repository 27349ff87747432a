using Microsoft.Extensions.Logging;

namespace Adobe.ServerAuth.Diagnostics;

internal static partial class OperationsLog
{
    [LoggerMessage(700, LogLevel.Information, "Added the client secret {SecretId} to credential {CredentialId}; it is not stored yet.", EventName = "ClientSecretAdded")]
    public static partial void ClientSecretAdded(this ILogger logger, string secretId, string credentialId);

    [LoggerMessage(701, LogLevel.Information, "The client secret {SecretId} of credential {CredentialId} is stored, and a token was had with it. The old one works until it is removed.", EventName = "ClientSecretRotated")]
    public static partial void ClientSecretRotated(this ILogger logger, string secretId, string credentialId);

    [LoggerMessage(702, LogLevel.Warning, "Removed the client secret {SecretId} of credential {CredentialId}: a rotation that was interrupted had added it, it was never used, and nobody has its text.", EventName = "LeftoverClientSecretRemoved")]
    public static partial void LeftoverClientSecretRemoved(this ILogger logger, string secretId, string credentialId);

    [LoggerMessage(703, LogLevel.Information, "Removed the old client secret {SecretId} of credential {CredentialId}.", EventName = "OldClientSecretRemoved")]
    public static partial void OldClientSecretRemoved(this ILogger logger, string secretId, string credentialId);
}
