namespace Adobe.ServerAuth;

/// <summary>How a credential gets its access token.</summary>
public enum ServerAuthFlow
{
    /// <summary>An OAuth Server-to-Server credential: the <c>client_credentials</c> grant of RFC 6749 §4.4. In configuration: <c>OAuth</c>.</summary>
    OAuth = 0,

    /// <summary>
    /// A legacy Service Account (JWT) credential: a signed assertion that IMS exchanges for a token. In configuration: <c>Jwt</c>. What is
    /// asked for is in <see cref="AdobeServerAuthOptions.Jwt"/>.
    /// </summary>
    Jwt = 1,
}
