using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Adobe.ServerAuth.Credentials;

// Certificates are asked for their end and their key alone; nobody trusts them here.
internal static class CertificateReader
{
    // When the certificate of this key ends; null when none of them is its.
    public static DateTimeOffset? EndOf(byte[] modulus, IEnumerable<PemBlock> blocks)
    {
        foreach (var block in blocks.Where(block => block.Label == PemBlock.Certificate))
        {
            if (block.Decode() is { } der && Read(der) is { } certificate)
            {
                using (certificate)
                using (var key = certificate.GetRSAPublicKey())
                {
                    if (key?.ExportParameters(false).Modulus.AsSpan().SequenceEqual(modulus) == true)
                    {
                        return End(certificate);
                    }
                }
            }
        }

        return null;
    }

    public static DateTimeOffset End(X509Certificate2 certificate) => new(certificate.NotAfter.ToUniversalTime(), TimeSpan.Zero);

    private static X509Certificate2? Read(byte[] der)
    {
        try
        {
#if NET9_0_OR_GREATER
            return X509CertificateLoader.LoadCertificate(der);
#else
            return new X509Certificate2(der);
#endif
        }
        catch (CryptographicException)
        {
            return null;
        }
    }
}
