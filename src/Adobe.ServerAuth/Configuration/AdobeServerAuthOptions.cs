using Adobe.ServerAuth.Configuration;
using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.Serialization;
using System.Text.Json.Serialization;

namespace Adobe.ServerAuth;

/// <summary>One server-to-server credential, and how its tokens are requested and kept.</summary>
/// <remarks>
/// In configuration each key has the name of its property, below the section <c>AdobeServerAuth</c> (or the section that was given);
/// in the environment <c>AdobeServerAuth__ClientId</c> and so on. Unknown keys are errors. All values are in the Adobe Developer Console,
/// on the page of the project's OAuth Server-to-Server credential; those of <see cref="Jwt"/> are in the file that the AEM Developer Console
/// offers for a technical account.
/// </remarks>
[DebuggerDisplay("ClientId = {ClientId}")]
public sealed class AdobeServerAuthOptions
{
    /// <summary>
    /// How the credential gets its token. Default: null, which means <see cref="ServerAuthFlow.OAuth"/>. It is the only switch: what the other
    /// flow needs may stay set, and is not looked at.
    /// </summary>
    public ServerAuthFlow? Flow { get; set; }

    /// <summary>The client id (in older consoles: API key). Required. Also sent to APIs as <c>x-api-key</c>.</summary>
    public string? ClientId { get; set; }

    /// <summary>The client secret. Required. A secret: keep it out of files that are checked in.</summary>
    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    [JsonIgnore]
    [IgnoreDataMember]
    public string? ClientSecret { get; set; }

    /// <summary>
    /// The scopes to ask for in the OAuth flow. Required there, except with a <see cref="TokenEndpoint"/> of a product's own. An array, or one text with commas;
    /// blanks around a scope do not matter. Take the list that the credential's page shows: a token with fewer scopes is issued without
    /// complaint and refused by the API later.
    /// </summary>
    [SuppressMessage("Usage", "CA2227:Collection properties should be read only", Justification = "Options are set with one collection expression.")]
    public IList<string> Scopes { get; set; } = [];

    /// <summary>
    /// The IMS organization id, <c>…@AdobeOrg</c>. Default: null; required in the JWT flow, as the assertion's <c>iss</c>. Sent with the OAuth
    /// token request as <c>org_id</c> (needed by credentials that serve several organizations), and to APIs as <c>x-gw-ims-org-id</c> (needed
    /// by Experience Platform, Tags and others).
    /// </summary>
    public string? OrganizationId { get; set; }

    /// <summary>
    /// The address of IMS, <c>https</c> (or <c>http</c> on a loopback host, for an emulator). Default: null, which means
    /// <c>https://ims-na1.adobelogin.com</c>.
    /// </summary>
    public Uri? ImsEndpoint { get; set; }

    /// <summary>
    /// The whole address to request tokens from, whatever <see cref="ImsEndpoint"/> is. Default: null, which means <c>/ims/token/v3</c> of it
    /// (<c>/ims/exchange/jwt</c> in the JWT flow). Set it
    /// for products with an endpoint of their own, such as <c>https://pdf-services.adobe.io/token</c>: an endpoint whose path does not
    /// begin with <c>/ims/</c> is sent the client id and secret alone.
    /// </summary>
    public Uri? TokenEndpoint { get; set; }

    /// <summary>What a legacy Service Account (JWT) credential needs; not looked at in the OAuth flow.</summary>
    /// <exception cref="ArgumentNullException">Set to null.</exception>
    public JwtOptions Jwt
    {
        get;
        set
        {
            ArgumentNullException.ThrowIfNull(value);
            field = value;
        }
    } = new();

    /// <summary>How long tokens are kept, and when they are renewed.</summary>
    /// <exception cref="ArgumentNullException">Set to null.</exception>
    public TokenCacheOptions Cache
    {
        get;
        set
        {
            ArgumentNullException.ThrowIfNull(value);
            field = value;
        }
    } = new();

    /// <summary>Timeouts and retries of the token request.</summary>
    /// <exception cref="ArgumentNullException">Set to null.</exception>
    public TokenRequestOptions TokenRequest
    {
        get;
        set
        {
            ArgumentNullException.ThrowIfNull(value);
            field = value;
        }
    } = new();

    // The section that was read last, for messages that name keys as the user wrote them; null when set in code.
    internal string? SectionPath { get; set; }

    // What could not be read from sections. The validator reports these with all else, since a host shows one exception.
    internal IList<OptionFailure> SectionFailures { get; } = [];
}
