using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Adobe.ServerAuth.Testing.Emulator;

/// <summary>What IMS keeps of a certificate: the public key, and when it counts.</summary>
internal sealed class RegisteredCertificate
{
    private readonly RSAParameters _publicKey;
    private readonly DateTimeOffset _notBefore;
    private readonly DateTimeOffset _notAfter;

    public RegisteredCertificate(X509Certificate2 certificate)
    {
        using var key = certificate.GetRSAPublicKey()
            ?? throw new ArgumentException("The certificate must have an RSA key: IMS takes RS256 alone.", nameof(certificate));
        _publicKey = key.ExportParameters(includePrivateParameters: false);
        _notBefore = certificate.NotBefore.ToUniversalTime();
        _notAfter = certificate.NotAfter.ToUniversalTime();
        Thumbprint = certificate.Thumbprint;
    }

    public string Thumbprint { get; }

    public bool HasSigned(JwtAssertion assertion, DateTimeOffset now)
    {
        if (now < _notBefore || now > _notAfter)
        {
            return false;
        }

        using var key = RSA.Create(_publicKey);
        return key.VerifyData(assertion.SignedBytes, assertion.Signature, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
    }
}
