using System.Net;
using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.Extensions.Configuration;

namespace CorporateProxy;

/// <summary>
/// The way out of a closed network, from a section with <c>Address</c>, <c>User</c>, <c>Password</c> and <c>RootCertificates</c>, the path of a
/// PEM file. A certificate is checked as ever, name and dates included; the roots in the file are trusted besides those of the machine.
/// </summary>
internal sealed class CorporateNetwork
{
    private readonly WebProxy? _proxy;
    private readonly X509Certificate2Collection _roots = [];

    /// <exception cref="InvalidOperationException">A value can not be used; the message names the key, and no value.</exception>
    public CorporateNetwork(IConfiguration section)
    {
        if (section["Address"] is { Length: > 0 } text)
        {
            if (!Uri.TryCreate(text, UriKind.Absolute, out var address) || address.Scheme is not ("http" or "https") || address.UserInfo.Length > 0)
            {
                throw new InvalidOperationException("CorporateProxy:Address must be as http://proxy.example.com:8080; the credentials have keys of their own, User and Password.");
            }

            _proxy = new WebProxy(address) { Credentials = section["User"] is { Length: > 0 } user ? new NetworkCredential(user, section["Password"]) : null };
        }

        if (section["RootCertificates"] is { Length: > 0 } path)
        {
            Read(path);
        }
    }

    /// <summary>One for each client: the client that asks IMS, and those of the APIs.</summary>
    public SocketsHttpHandler CreateHandler() => new()
    {
        // Null leaves the decision to the environment (HTTPS_PROXY and NO_PROXY) or to the system.
        Proxy = _proxy,
        AllowAutoRedirect = false,
        UseCookies = false,
        PooledConnectionLifetime = TimeSpan.FromMinutes(5),
        SslOptions = new SslClientAuthenticationOptions { CertificateChainPolicy = _roots.Count == 0 ? null : Trust() },
    };

    private X509ChainPolicy Trust()
    {
        // Without NoCheck, which is what a client without a policy does, a certificate is refused whose authority publishes no revocations.
        var policy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
        policy.CustomTrustStore.AddRange(_roots);

        // Hosts that are exempt from inspection show their own certificates.
        using var machine = new X509Store(StoreName.Root, StoreLocation.LocalMachine);
        machine.Open(OpenFlags.ReadOnly);
        policy.CustomTrustStore.AddRange(machine.Certificates);
        return policy;
    }

    private void Read(string path)
    {
        try
        {
            _roots.ImportFromPemFile(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or CryptographicException)
        {
            throw new InvalidOperationException("CorporateProxy:RootCertificates is a file that can not be read as certificates in PEM form.", e);
        }

        if (_roots.Count == 0)
        {
            throw new InvalidOperationException("CorporateProxy:RootCertificates is a file without a certificate (-----BEGIN CERTIFICATE-----).");
        }
    }
}
