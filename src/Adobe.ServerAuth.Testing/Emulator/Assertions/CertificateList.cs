using System.Security.Cryptography.X509Certificates;

namespace Adobe.ServerAuth.Testing.Emulator;

/// <summary>The certificates of one credential. Any that is valid now may have signed (docs/ims-protocol.md §3.3).</summary>
internal sealed class CertificateList
{
    private readonly object _gate = new();
    private volatile RegisteredCertificate[] _certificates = [];

    public bool IsEmpty => _certificates.Length == 0;

    public void Add(X509Certificate2 certificate)
    {
        var added = new RegisteredCertificate(certificate);
        lock (_gate)
        {
            _certificates = [.. Without(added.Thumbprint), added];
        }
    }

    public bool Remove(string thumbprint)
    {
        lock (_gate)
        {
            var before = _certificates;
            _certificates = Without(thumbprint);
            return _certificates.Length < before.Length;
        }
    }

    public bool HasSigned(JwtAssertion assertion, DateTimeOffset now) =>
        _certificates.Any(certificate => certificate.HasSigned(assertion, now));

    private RegisteredCertificate[] Without(string thumbprint) =>
        [.. _certificates.Where(each => !each.Thumbprint.Equals(thumbprint, StringComparison.OrdinalIgnoreCase))];
}
