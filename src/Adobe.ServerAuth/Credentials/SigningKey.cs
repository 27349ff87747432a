using System.Diagnostics;
using System.Security.Cryptography;

namespace Adobe.ServerAuth.Credentials;

// An RSA key that signs with RS256. RSA objects are not safe for concurrent use on every platform, so one signature is made at a time;
// token requests are rare.
internal sealed class SigningKey : IDisposable
{
    private static readonly byte[] Probe = [0];

    private readonly object _gate = new();

    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    private readonly RSA _rsa;
    // Of the modulus, which is public and another one for every key.
    private readonly byte[] _fingerprint;
    private bool _disposed;

    public SigningKey(RSA rsa, byte[] modulus)
    {
        _rsa = rsa;
        _fingerprint = SHA256.HashData(modulus);
    }

    // Null when the key is none: its parts are tried against each other once, since not every platform looks at them while importing.
    public static SigningKey? TryCreate(RSAParameters parameters)
    {
        var rsa = RSA.Create();
        try
        {
            rsa.ImportParameters(parameters);
            var signature = rsa.SignData(Probe, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
            if (rsa.VerifyData(Probe, signature, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1))
            {
                return new SigningKey(rsa, parameters.Modulus!);
            }
        }
        catch (CryptographicException)
        {
            // The numbers are no key.
        }

        rsa.Dispose();
        return null;
    }

    // Also after it was disposed.
    public bool IsSameAs(SigningKey other) => _fingerprint.AsSpan().SequenceEqual(other._fingerprint);

    public byte[] Sign(byte[] data)
    {
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            return _rsa.SignData(data, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        }
    }

    public void Dispose()
    {
        lock (_gate)
        {
            _disposed = true;
            _rsa.Dispose();
        }
    }
}
