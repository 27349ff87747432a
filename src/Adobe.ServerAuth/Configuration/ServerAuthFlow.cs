namespace Adobe.ServerAuth;

/// <summary>How a credential gets its access token.</summary>
public enum ServerAuthFlow
{
    /// <summary>An OAuth Server-to-Server credential: the <c>client_credentials</c> grant of RFC 6749 §4.4. In configuration: <c>OAuth</c>.</summary>
    OAuth = 0,
}
