using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.Serialization;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
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
    /// The private key, RSA with 2048 bits or more: as PEM text, PKCS#8 (<c>BEGIN PRIVATE KEY</c>) or PKCS#1 (<c>BEGIN RSA PRIVATE KEY</c>), plain or
    /// encrypted (see <see cref="PrivateKeyPassphrase"/>), or as the base64 text of a DER or PFX file. Line breaks may be written as <c>\n</c>, and the lines as an array. Required, unless
    /// <see cref="PrivateKeyFile"/> is set or one of the methods here was called. A secret: keep it out of files that are checked in.
    /// </summary>
    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    [JsonIgnore]
    [IgnoreDataMember]
    public string? PrivateKey { get; set; }

    /// <summary>
    /// The path of a file with the private key, in one of the forms of <see cref="PrivateKey"/>, or a DER or PFX file; only one of the two may be set. Default: null.
    /// A relative path is looked up in the current directory of the process. The file is read when the host starts (without a host:
    /// when the provider is made), and again when it has changed by the time a token is requested.
    /// </summary>
    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    [JsonIgnore]
    [IgnoreDataMember]
    public string? PrivateKeyFile { get; set; }

    /// <summary>
    /// What opens an encrypted private key, or the password of a PFX file. Default: null. A key that is not encrypted does without. On .NET Framework
    /// an encrypted PKCS#8 key (<c>BEGIN ENCRYPTED PRIVATE KEY</c>) can not be read; PFX files, and OpenSSL's old form, can.
    /// </summary>
    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    [JsonIgnore]
    [IgnoreDataMember]
    public string? PrivateKeyPassphrase { get; set; }

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

    // When the last certificate of the credential ends, as its file tells.
    internal DateTimeOffset? CertificateEnd { get; set; }

    // An RSA, a certificate, or a function that signs; and the method that set it.
    internal object? SignerInCode { get; private set; }

    internal string? SignerMethod { get; private set; }

    /// <summary>Signs assertions with this key, in the place of <see cref="PrivateKey"/> and <see cref="PrivateKeyFile"/>. The last of the <c>Use…</c> methods counts.</summary>
    /// <param name="key">An RSA key of 2048 bits or more that can sign. It stays the caller's, and is used for one signature at a time.</param>
    /// <exception cref="ArgumentNullException"><paramref name="key"/> is null.</exception>
    public void UsePrivateKey(RSA key)
    {
        ArgumentNullException.ThrowIfNull(key);
        (SignerInCode, SignerMethod) = (key, nameof(UsePrivateKey));
    }

    /// <summary>
    /// Signs assertions with the private key of this certificate, in the place of <see cref="PrivateKey"/> and <see cref="PrivateKeyFile"/>. From 30 days before
    /// the certificate ends a warning is logged with token requests, and afterwards none is sent. The last of the <c>Use…</c> methods counts.
    /// </summary>
    /// <param name="certificate">A certificate with its RSA private key. It stays the caller's.</param>
    /// <exception cref="ArgumentNullException"><paramref name="certificate"/> is null.</exception>
    public void UseCertificate(X509Certificate2 certificate)
    {
        ArgumentNullException.ThrowIfNull(certificate);
        (SignerInCode, SignerMethod) = (certificate, nameof(UseCertificate));
    }

    /// <summary>
    /// Has a vault or an HSM sign, in the place of <see cref="PrivateKey"/> and <see cref="PrivateKeyFile"/>. The last of the <c>Use…</c> methods counts.
    /// </summary>
    /// <param name="signer">
    /// Gets what is to be signed, the first two parts of the assertion in ASCII, and returns its RS256 signature (RSASSA-PKCS1-v1_5 with SHA-256).
    /// It is called once for each attempt of a token request, and has the time of one; it must not block. What it throws reaches callers as a <see cref="CredentialException"/>.
    /// </param>
    /// <exception cref="ArgumentNullException"><paramref name="signer"/> is null.</exception>
    public void UseSigner(Func<ReadOnlyMemory<byte>, CancellationToken, ValueTask<byte[]>> signer)
    {
        ArgumentNullException.ThrowIfNull(signer);
        (SignerInCode, SignerMethod) = (signer, nameof(UseSigner));
    }

    internal JwtOptions Copy()
    {
        var copy = (JwtOptions)MemberwiseClone();
        copy.MetaScopes = [.. MetaScopes ?? []];
        return copy;
    }
}
