using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Adobe.ServerAuth.Testing.Emulator;

/// <summary>Makes key pairs as the console does.</summary>
internal static class KeyPairFactory
{
    private const int KeyBits = 2048;

    public static EmulatedKeyPair Create(CertificateList certificates, DateTimeOffset notBefore, TimeSpan lifetime)
    {
        using var key = RSA.Create(KeyBits);
        var request = new CertificateRequest("CN=ImsEmulator", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        using var certificate = request.CreateSelfSigned(notBefore, notBefore + lifetime);
        certificates.Add(certificate);
        return new EmulatedKeyPair(key.ExportPkcs8PrivateKeyPem(), certificate.ExportCertificatePem(), certificate.Thumbprint);
    }
}
