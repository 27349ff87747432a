using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;

namespace Adobe.ServerAuth.Credentials;

// An RSA key of this process. RSA objects are not safe for concurrent use on every platform, so one signature is made at a time; token
// requests are rare.
internal sealed class SigningKey : AssertionSigner
{
    private static readonly byte[] Probe = [0];

    // A key of the application's may serve several credentials.
    private static readonly ConditionalWeakTable<RSA, object> Gates = new();

    private readonly object _gate;

    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    private readonly RSA _rsa;

    // Of the modulus, which is public and another one for every key.
    private readonly byte[] _fingerprint;
    private readonly bool _isOwned;
    private bool _disposed;

    // One that is not owned stays the application's.
    public SigningKey(RSA rsa, byte[] modulus, bool isOwned)
    {
        _rsa = rsa;
        _gate = isOwned ? new object() : GateOf(rsa);
        _fingerprint = SHA256.HashData(modulus);
        _isOwned = isOwned;
    }

    // Null when the key is none: its parts are tried against each other once, since not every platform looks at them while importing.
    public static SigningKey? TryCreate(RSAParameters parameters, DateTimeOffset? certificateEnd)
    {
        var rsa = RSA.Create();
        try
        {
            rsa.ImportParameters(parameters);
            if (SignsVerifiably(rsa))
            {
                return new SigningKey(rsa, parameters.Modulus!, isOwned: true) { CertificateEnd = certificateEnd };
            }
        }
        catch (CryptographicException)
        {
            // The numbers are no key.
        }

        rsa.Dispose();
        return null;
    }

    public static bool CanSign(RSA rsa)
    {
        lock (GateOf(rsa))
        {
            return SignsVerifiably(rsa);
        }
    }

    public override bool IsSameAs(AssertionSigner other) =>
        other is SigningKey key && _fingerprint.AsSpan().SequenceEqual(key._fingerprint) && CertificateEnd == key.CertificateEnd;

    public override ValueTask<byte[]> SignAsync(byte[] data, CancellationToken cancellationToken) => new(Sign(data));

    public override void Dispose()
    {
        lock (_gate)
        {
            _disposed = true;
            if (_isOwned)
            {
                _rsa.Dispose();
            }
        }
    }

    private static bool SignsVerifiably(RSA rsa)
    {
        var signature = rsa.SignData(Probe, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        return rsa.VerifyData(Probe, signature, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
    }

    private static object GateOf(RSA rsa) => Gates.GetValue(rsa, static _ => new object());

    private byte[] Sign(byte[] data)
    {
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            return _rsa.SignData(data, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        }
    }
}
