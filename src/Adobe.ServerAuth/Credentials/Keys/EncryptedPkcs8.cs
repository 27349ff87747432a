#if !NETSTANDARD2_0
using System.Security.Cryptography;
#endif

namespace Adobe.ServerAuth.Credentials;

// PKCS#8 behind a passphrase (RFC 5958 section 3), which only the platform opens.
internal static class EncryptedPkcs8
{
    // What is wrong, or null.
    public static string? Decrypt(byte[] content, string passphrase, out byte[] der)
    {
        der = [];
#if NETSTANDARD2_0
        return PrivateKeyFaults.EncryptedHere;
#else
        try
        {
            using var rsa = RSA.Create();
            rsa.ImportEncryptedPkcs8PrivateKey(passphrase, content, out _);
            der = rsa.ExportPkcs8PrivateKey();
            return null;
        }
        catch (CryptographicException)
        {
            return Opens(ECDsa.Create(), content, passphrase) ? PrivateKeyFaults.EllipticCurve
                : Opens(DSA.Create(), content, passphrase) ? PrivateKeyFaults.NotRsa
                : PrivateKeyFaults.WrongPassphrase;
        }
#endif
    }

#if !NETSTANDARD2_0
    private static bool Opens(AsymmetricAlgorithm key, byte[] content, string passphrase)
    {
        try
        {
            using (key)
            {
                key.ImportEncryptedPkcs8PrivateKey(passphrase, content, out _);
                return true;
            }
        }
        catch (CryptographicException)
        {
            return false;
        }
    }
#endif
}
