using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Adobe.ServerAuth.Credentials;

// The private key that belongs to a certificate. The certificate stays its owner's.
internal static class CertificateKey
{
    private const string EllipticCurve = "1.2.840.10045.2.1";

    public static AssertionSigner? Read(X509Certificate2 certificate, out string? fault)
    {
        try
        {
            fault = !certificate.HasPrivateKey ? PrivateKeyFaults.CertificateWithoutKey : null;
            var rsa = fault is null ? certificate.GetRSAPrivateKey() : null;
            if (rsa is not null)
            {
                return OwnKey.Read(rsa, isOwned: true, CertificateReader.End(certificate), out fault);
            }

            fault ??= certificate.GetKeyAlgorithm() == EllipticCurve ? PrivateKeyFaults.EllipticCurve : PrivateKeyFaults.NotRsa;
        }
        catch (CryptographicException)
        {
            fault = PrivateKeyFaults.CanNotSign;
        }

        return null;
    }
}
