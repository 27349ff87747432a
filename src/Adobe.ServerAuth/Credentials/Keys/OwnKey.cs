using System.Security.Cryptography;

namespace Adobe.ServerAuth.Credentials;

// An RSA object that was made elsewhere.
internal static class OwnKey
{
    public static AssertionSigner? Read(RSA rsa, bool isOwned, DateTimeOffset? certificateEnd, out string? fault)
    {
        byte[]? modulus = null;
        try
        {
            modulus = rsa.ExportParameters(false).Modulus;
            fault = rsa.KeySize < PrivateKeyReader.LeastBits ? PrivateKeyFaults.TooShort(rsa.KeySize)
                : modulus is null || !SigningKey.CanSign(rsa) ? PrivateKeyFaults.CanNotSign
                : null;
        }
        catch (Exception e)
        {
            // One that is another's class, of a vault perhaps, may throw anything.
            fault = e is ObjectDisposedException ? PrivateKeyFaults.Disposed : PrivateKeyFaults.CanNotSign;
        }

        if (fault is null)
        {
            return new SigningKey(rsa, modulus!, isOwned) { CertificateEnd = certificateEnd };
        }

        if (isOwned)
        {
            rsa.Dispose();
        }

        return null;
    }
}
