using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Adobe.ServerAuth.IntegrationTests.Emulator;

/// <summary>Certificates of servers, made at run time. All share one key, since making one is slow.</summary>
internal static class TlsCertificate
{
    private static readonly Lazy<RSA> Key = new(() => RSA.Create(2048));

    private static readonly Lazy<X509Certificate2> LazyForLoopback = new(() => ForLoopbackWith([]));

    /// <summary>A good one, for all tests.</summary>
    public static X509Certificate2 ForLoopback => LazyForLoopback.Value;

    public static X509Certificate2 ForLoopbackWith(params X509Extension[] extensions) =>
        Create(names => names.AddIpAddress(IPAddress.Loopback), DateTimeOffset.UtcNow.AddDays(1), extensions);

    public static X509Certificate2 ForAnotherHost() =>
        Create(names => names.AddDnsName("ims-na1.adobelogin.com"), DateTimeOffset.UtcNow.AddDays(1));

    public static X509Certificate2 Expired() =>
        Create(names => names.AddIpAddress(IPAddress.Loopback), DateTimeOffset.UtcNow.AddDays(-1));

    private static X509Certificate2 Create(
        Action<SubjectAlternativeNameBuilder> addNames, DateTimeOffset notAfter, params X509Extension[] extensions)
    {
        var names = new SubjectAlternativeNameBuilder();
        addNames(names);
        var request = new CertificateRequest("CN=emulator", Key.Value, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        request.CertificateExtensions.Add(names.Build());
        foreach (var extension in extensions)
        {
            request.CertificateExtensions.Add(extension);
        }

        using var certificate = request.CreateSelfSigned(notAfter.AddDays(-30), notAfter);

        // Windows can not serve TLS with a key that was never stored.
        return X509CertificateLoader.LoadPkcs12(certificate.Export(X509ContentType.Pkcs12), null);
    }
}
