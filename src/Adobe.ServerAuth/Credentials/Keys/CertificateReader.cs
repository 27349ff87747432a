using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Adobe.ServerAuth.Credentials;

// Certificates are asked for their end and their key alone; nobody trusts them here. One that can not be read tells nothing.
internal static class CertificateReader
{
    // When the last certificate of this key ends; null when none of them is its.
    public static DateTimeOffset? EndOf(byte[] modulus, IEnumerable<PemBlock> blocks) =>
        blocks.Where(block => block.Label == PemBlock.Certificate).Select(block => EndOf(modulus, block.Decode())).Max();

    public static DateTimeOffset End(X509Certificate2 certificate) => new(certificate.NotAfter.ToUniversalTime(), TimeSpan.Zero);

    private static DateTimeOffset? EndOf(byte[] modulus, byte[]? der)
    {
        try
        {
            using var certificate = der is null ? null : Read(der);
            using var key = certificate?.GetRSAPublicKey();
            return key?.ExportParameters(false).Modulus.AsSpan().SequenceEqual(modulus) == true ? End(certificate!) : null;
        }
        catch (Exception e) when (e is CryptographicException or ArgumentException or NotSupportedException)
        {
            return null;
        }
    }

    private static X509Certificate2 Read(byte[] der) =>
#if NET9_0_OR_GREATER
        X509CertificateLoader.LoadCertificate(der);
#else
        new(der);
#endif
}
