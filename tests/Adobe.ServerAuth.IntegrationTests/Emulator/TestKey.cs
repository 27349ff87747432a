using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Adobe.ServerAuth.IntegrationTests.Emulator;

/// <summary>An RSA key with a certificate that is valid at the time of every test; made once, since that is slow.</summary>
internal sealed class TestKey
{
    private static readonly Lazy<TestKey> LazyFirst = new(() => new TestKey());
    private static readonly Lazy<TestKey> LazySecond = new(() => new TestKey());

    private TestKey()
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=test", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        Certificate = request.CreateSelfSigned(DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch.AddYears(100));
        PrivateKey = key.ExportPkcs8PrivateKeyPem();
    }

    public static TestKey First => LazyFirst.Value;

    public static TestKey Second => LazySecond.Value;

    public X509Certificate2 Certificate { get; }

    public string PrivateKey { get; }
}
