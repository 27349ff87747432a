using Microsoft.Extensions.Logging;

namespace Adobe.ServerAuth.Diagnostics;

// One class in one file: of several, the generator writes one behind the other in an order that changes with each build.
internal static partial class ServerAuthLog
{
    // 1xx: the token endpoint, and the flows.
    [LoggerMessage(100, LogLevel.Information, "Received an access token for client {ClientId} from {Host}; it lives {Lifetime}.", EventName = "TokenReceived")]
    public static partial void TokenReceived(this ILogger logger, string clientId, string host, TimeSpan lifetime);

    [LoggerMessage(101, LogLevel.Warning, "Attempt {Attempt} of a token request to {Host} failed ({Reason}); the next one starts in {Delay}.", EventName = "TokenRequestRetried")]
    public static partial void TokenRequestRetried(this ILogger logger, int attempt, string host, string reason, TimeSpan delay);

    [LoggerMessage(110, LogLevel.Warning, "Client {ClientId} uses a legacy Service Account (JWT) credential. {WhatEnds} {HowToMove} (Told once per process.)", EventName = "LegacyCredential")]
    public static partial void LegacyCredential(this ILogger logger, string clientId, string whatEnds, string howToMove);

    [LoggerMessage(112, LogLevel.Warning, "IMS refused {RefusedSecret} of client {ClientId} and took {WorkingSecret}, which goes first from now on.", EventName = "ClientSecretReplaced")]
    public static partial void ClientSecretReplaced(this ILogger logger, string refusedSecret, string clientId, string workingSecret);

    [LoggerMessage(111, LogLevel.Warning, "The certificate of client {ClientId} ends on {CertificateEnd} UTC, and with it the credential. {Remedy} (Told once a day.)", EventName = "CertificateEnds")]
    public static partial void CertificateEnds(this ILogger logger, string clientId, string certificateEnd, string remedy);

    // 2xx: the cache.
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

    // 3xx: the handler.
    [LoggerMessage(300, LogLevel.Warning, "{Host} answered {StatusCode} to an access token that could not be renewed; the answer goes to the caller. {Failure}", EventName = "RenewalAfterRefusalFailed")]
    public static partial void RenewalAfterRefusalFailed(this ILogger logger, string host, int statusCode, string failure);

    [LoggerMessage(301, LogLevel.Warning, "{Host} answered {StatusCode} to an access token. The token was renewed, but the request's body can not be sent twice, so the answer goes to the caller.", EventName = "BodyNotReplayable")]
    public static partial void BodyNotReplayable(this ILogger logger, string host, int statusCode);

    [LoggerMessage(302, LogLevel.Warning, "A request of {Client} to {Host} already has an Authorization header, so it is sent as it is, without the credential's token. Remove that header (look at DefaultRequestHeaders and at handlers outside of this one), or call WithoutAdobeCredential() on the request if this is intended. (Logged once per HTTP client.)", EventName = "OwnAuthorization")]
    public static partial void OwnAuthorization(this ILogger logger, string client, string host);

    [LoggerMessage(303, LogLevel.Warning, "{Host} answered {StatusCode} to a request of {Client} without an Authorization header. No HTTP client has the handler that adds the token: call .AddAdobeServerAuthHandler() behind AddHttpClient. If the request needs no token, call WithoutAdobeCredential() on it. Registered credentials: {Credentials}.", EventName = "HandlerMissing")]
    public static partial void HandlerMissing(this ILogger logger, string client, string host, int statusCode, string credentials);

    // 4xx: sharing. Whose: empty for the default credential, else its name in words.
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

    // 5xx: configuration.
    [LoggerMessage(500, LogLevel.Error, "The changed configuration{Whose} is invalid, so the last valid one stays in use: {Failures}", EventName = "InvalidChange")]
    public static partial void InvalidChange(this ILogger logger, string whose, string failures);

    [LoggerMessage(501, LogLevel.Information, "The configuration{Whose} changed; the next token request uses it. A token that is cached {Fate}.", EventName = "ConfigurationChanged")]
    public static partial void ConfigurationChanged(this ILogger logger, string whose, string fate);

    [LoggerMessage(503, LogLevel.Warning, "Everyone on this machine may read or write {Path}, which holds a secret{Whose}: take that right away (chmod o-rw, or defaultMode of a Kubernetes volume).", EventName = "SecretFileOpenToOthers")]
    public static partial void SecretFileOpenToOthers(this ILogger logger, string path, string whose);

    [LoggerMessage(502, LogLevel.Information, "The configuration{Whose} is valid again.", EventName = "ValidAgain")]
    public static partial void ValidAgain(this ILogger logger, string whose);

    [LoggerMessage(510, LogLevel.Warning, "Nothing used the registered credentials since the application started: no HTTP client has the handler, and no code resolved a token provider. To send tokens, call .AddAdobeServerAuthHandler() behind AddHttpClient. If no request needed a token, this is not an error. Registered credentials: {Credentials}.", EventName = "CredentialUnused")]
    public static partial void CredentialUnused(this ILogger logger, string credentials);

    [LoggerMessage(511, LogLevel.Warning, "AddAdobeServerAuth was called for {Credential} with sources that set different values of {Key}: {Sources}. The last one is used. Give each credential a name of its own, AddAdobeServerAuth(\"name\", …), or remove a call.", EventName = "ConflictingSources")]
    public static partial void ConflictingSources(this ILogger logger, string credential, string key, string sources);

    [LoggerMessage(512, LogLevel.Warning, "{What} Its requests fail until the credential is set at run time, by an IConfigureNamedOptions<AdobeServerAuthOptions> of the application.", EventName = "CredentialNotYetKnown")]
    public static partial void CredentialNotYetKnown(this ILogger logger, string what);

    // 7xx: operations. 6xx is the warm-up, in its own package.
    [LoggerMessage(700, LogLevel.Information, "Added the client secret {SecretId} to credential {CredentialId}; it is not stored yet.", EventName = "ClientSecretAdded")]
    public static partial void ClientSecretAdded(this ILogger logger, string secretId, string credentialId);

    [LoggerMessage(701, LogLevel.Information, "The client secret {SecretId} of credential {CredentialId} is stored, and a token was had with it. The old one works until it is removed.", EventName = "ClientSecretRotated")]
    public static partial void ClientSecretRotated(this ILogger logger, string secretId, string credentialId);

    [LoggerMessage(702, LogLevel.Warning, "Removed the client secret {SecretId} of credential {CredentialId}: a rotation that was interrupted had added it, it was never used, and nobody has its text.", EventName = "LeftoverClientSecretRemoved")]
    public static partial void LeftoverClientSecretRemoved(this ILogger logger, string secretId, string credentialId);

    [LoggerMessage(703, LogLevel.Information, "Removed the old client secret {SecretId} of credential {CredentialId}.", EventName = "OldClientSecretRemoved")]
    public static partial void OldClientSecretRemoved(this ILogger logger, string secretId, string credentialId);
}
