using System.Diagnostics;

namespace Adobe.ServerAuth.Testing;

/// <summary>
/// What Adobe's console gives for "Generate a public/private keypair": a key that signs assertions, and the certificate that IMS knows
/// it by. Neither <see cref="ToString"/> nor the debugger shows the private key.
/// </summary>
[DebuggerDisplay("{ToString(),nq}")]
public sealed class EmulatedKeyPair
{
    internal EmulatedKeyPair(string privateKey, string certificate, string thumbprint)
    {
        PrivateKey = privateKey;
        Certificate = certificate;
        Thumbprint = thumbprint;
    }

    /// <summary>The RSA private key of 2048 bits, as PKCS#8 in PEM (<c>BEGIN PRIVATE KEY</c>), not encrypted.</summary>
    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    public string PrivateKey { get; }

    /// <summary>The self-signed certificate with the public key, in PEM (<c>BEGIN CERTIFICATE</c>).</summary>
    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    public string Certificate { get; }

    /// <summary>The thumbprint of the certificate: 40 upper-case hexadecimal digits.</summary>
    public string Thumbprint { get; }

    /// <summary>The thumbprint, without the key.</summary>
    /// <returns>A text for logs and debuggers.</returns>
    public override string ToString() => Thumbprint;
}
