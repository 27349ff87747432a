using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.Serialization;
using System.Text.Json.Serialization;
using Adobe.ServerAuth.Configuration;

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
    /// How the credential gets its token. Default: null, which means what <see cref="CredentialFile"/> says, else <see cref="ServerAuthFlow.OAuth"/>. It is the only switch: what the other
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
    /// The path of a file that holds the client secret and nothing else, as vaults and Kubernetes mount it, in the place of <see cref="ClientSecret"/>. Default: null. A
    /// relative path is looked up in the current directory of the process. Read again when it has changed by the time a token is requested, or refused.
    /// </summary>
    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    [JsonIgnore]
    [IgnoreDataMember]
    public string? ClientSecretFile { get; set; }

    /// <summary>
    /// A second client secret, tried when IMS refuses the first one. Default: null. While a secret is replaced both may be set, the old and the new one in
    /// either order: whichever worked last is sent first.
    /// </summary>
    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    [JsonIgnore]
    [IgnoreDataMember]
    public string? AlternateClientSecret { get; set; }

    /// <summary>
    /// The path of a file that one of Adobe's consoles offers for download; what it tells need not be set here, and what is set here wins. Default: null. A relative
    /// path is looked up in the current directory of the process. The file is read when the host starts (without a host: when the provider is
    /// made), and again when it has changed by the time a token is requested. See <c>docs/credentials.md</c> for the kinds of files.
    /// </summary>
    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    [JsonIgnore]
    [IgnoreDataMember]
    public string? CredentialFile { get; set; }

    /// <summary>
    /// Which credential of <see cref="CredentialFile"/> is meant, by its name, id or client id. Default: null; required when the file has several.
    /// </summary>
    public string? CredentialName { get; set; }

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

    // Asked for the client secret with each token request.
    internal Func<CancellationToken, ValueTask<string>>? ClientSecretSource { get; private set; }

    // The section that was read last, for messages that name keys as the user wrote them; null when set in code.
    internal string? SectionPath { get; set; }

    // What to say when the section holds no credential at all; null when no section was read.
    internal Func<string>? MissingSection { get; set; }

    // What to say, besides the rule, when the section lacks one key.
    internal Func<string, string>? MissingKey { get; set; }

    // What could not be read from sections. The validator reports these with all else, since a host shows one exception.
    internal IList<OptionFailure> SectionFailures { get; } = [];

    /// <summary>
    /// Asks a vault for the client secret, in the place of <see cref="ClientSecret"/>: once for each token request, and once more when IMS refuses
    /// what came. It has the time of an attempt (<see cref="TokenRequestOptions.AttemptTimeout"/>), and must not block; what it throws reaches callers as a <see cref="CredentialException"/>.
    /// </summary>
    /// <param name="source">Returns the client secret.</param>
    /// <exception cref="ArgumentNullException"><paramref name="source"/> is null.</exception>
    public void UseClientSecret(Func<CancellationToken, ValueTask<string>> source)
    {
        ArgumentNullException.ThrowIfNull(source);
        ClientSecretSource = source;
    }

    // To be completed by what a file says.
    internal AdobeServerAuthOptions Copy()
    {
        var copy = (AdobeServerAuthOptions)MemberwiseClone();
        copy.Scopes = [.. Scopes ?? []];
        copy.Jwt = Jwt.Copy();
        return copy;
    }
}
