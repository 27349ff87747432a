using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.Serialization;
using System.Text.Json.Serialization;

namespace Adobe.ServerAuth;

/// <summary>What a legacy Service Account (JWT) credential has besides client id, client secret and organization.</summary>
/// <remarks>Nothing here is looked at unless <see cref="AdobeServerAuthOptions.Flow"/> is <see cref="ServerAuthFlow.Jwt"/>.</remarks>
public sealed class JwtOptions
{
    /// <summary>
    /// The id of the technical account, <c>…@techacct.adobe.com</c> with digits and letters alone before the @: the assertion's
    /// <c>sub</c>. Required. The technical account's e-mail, which has a GUID before the @, is another thing.
    /// </summary>
    public string? TechnicalAccountId { get; set; }

    /// <summary>
    /// The metascopes to ask for. Required. An array, or one text with commas; each as a name (<c>ent_dataservices_sdk</c>), as <c>/s/</c> and
    /// a name, or as an address on the IMS host that is asked.
    /// </summary>
    [SuppressMessage("Usage", "CA2227:Collection properties should be read only", Justification = "Options are set with one collection expression.")]
    public IList<string> MetaScopes { get; set; } = [];

    /// <summary>
    /// The private key as PEM text, PKCS#8 (<c>BEGIN PRIVATE KEY</c>) or PKCS#1 (<c>BEGIN RSA PRIVATE KEY</c>): RSA, 2048 bits or more, not
    /// encrypted. Line breaks may be written as <c>\n</c>. Required, unless <see cref="PrivateKeyFile"/> is set. A secret: keep it out of
    /// files that are checked in.
    /// </summary>
    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    [JsonIgnore]
    [IgnoreDataMember]
    public string? PrivateKey { get; set; }

    /// <summary>
    /// The path of a file with the private key, in one of the forms of <see cref="PrivateKey"/>; only one of the two may be set. Default: null.
    /// A relative path is looked up in the current directory of the process. The file is read once, when the host starts (without a host:
    /// when the provider is made), and again when the configuration changes.
    /// </summary>
    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    [JsonIgnore]
    [IgnoreDataMember]
    public string? PrivateKeyFile { get; set; }

    /// <summary>
    /// How long an assertion can be exchanged, by the clock of this machine. Default: 3 minutes; 1 to 10 minutes. It says nothing of how
    /// long the access token lives.
    /// </summary>
    public TimeSpan AssertionLifetime { get; set; } = TimeSpan.FromMinutes(3);

    /// <summary>
    /// Whether every assertion has a <c>jti</c> of its own. Default: false. Set it for a credential whose certificate was bound with that
    /// condition; IMS then answers <c>invalid_jti</c> without it. IMS takes an integer, which RFC 7519 does not.
    /// </summary>
    public bool SendJwtId { get; set; }
}
