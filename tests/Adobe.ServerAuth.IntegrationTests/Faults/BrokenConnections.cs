using System.Net;
using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using Adobe.ServerAuth.IntegrationTests.Emulator;
using Adobe.ServerAuth.Testing;
using static Adobe.ServerAuth.IntegrationTests.Faults.FaultOutcome;

namespace Adobe.ServerAuth.IntegrationTests.Faults;

/// <summary>Connections that are none, or end too early.</summary>
internal static class BrokenConnections
{
    private static readonly X509Certificate2 OfAnotherHost = TlsCertificate.ForAnotherHost();
    private static readonly X509Certificate2 Expired = TlsCertificate.Expired();

    public static IEnumerable<FaultCase> All { get; } =
    [
        new("a reset before the answer", Unavailable("interrupted", null, 3)) { Fault = ImsFault.Reset() },
        new("a reset in the middle of the answer", Unavailable("interrupted", null, 3)) { Fault = ImsFault.ResetInBody() },
        new("a body that is shorter than announced", Unavailable("interrupted", null, 3)) { Fault = ImsFault.ShortBody() },
        new("an answer that is no HTTP", Unavailable("not-http", null, 3)) { Fault = ImsFault.NotHttp() },
        new("no answer at all", Unavailable("timed-out", null, 3)) { Fault = ImsFault.Silence(), Change = BrokenAnswers.Impatient },
        new("no answer at all, and one attempt", Unavailable("timed-out", null, 1)) { Fault = ImsFault.Silence(), Change = options => (options.TokenRequest.MaxRetries, options.TokenRequest.TotalTimeout) = (0, TimeSpan.FromSeconds(0.5)) },
        new("no answer within the time for all attempts", Unavailable("timed-out", null, 1)) { Fault = ImsFault.Silence(), Change = options => options.TokenRequest.TotalTimeout = TimeSpan.FromSeconds(0.5) },
        new("a late answer", Token(1, Day)) { Fault = ImsFault.Delay(TimeSpan.FromMilliseconds(50)) },
        new("a reset, and then a token", Token(2, Day)) { First = ImsFault.Reset() },
        new("a reset of the JWT exchange, and then a token", Token(2, Day)) { Flow = ServerAuthFlow.Jwt, First = ImsFault.Reset() },
        new("nobody listens", Unavailable("no-connection", null, 3)) { Change = options => options.ImsEndpoint = new Uri("https://127.0.0.1:1") },
        new("a name that does not exist", Unavailable("unknown-host", null, 3)) { Change = options => options.ImsEndpoint = new Uri("https://ims.invalid") },
        new("a proxy that wants credentials before it opens a tunnel", Refused("proxy-wants-credentials", null)) { Change = options => options.ImsEndpoint = new Uri("https://ims.invalid"), Handler = handler => handler.Proxy = new WebProxy(RefusingProxy.Address) },
        new("TLS with a certificate that is trusted", Token(1, Day)) { Ims = () => WithTls(TlsCertificate.ForLoopback), Handler = handler => Trust(handler, TlsCertificate.ForLoopback) },
        new("TLS with a certificate that is not trusted", Refused("tls", null)) { Ims = () => WithTls(TlsCertificate.ForLoopback) },
        new("TLS with the certificate of another host", Refused("tls", null)) { Ims = () => WithTls(OfAnotherHost), Handler = handler => Trust(handler, OfAnotherHost) },
        new("TLS with a certificate that has expired", Refused("tls", null)) { Ims = () => WithTls(Expired), Handler = handler => Trust(handler, Expired) },
        new("no TLS where it should be", Refused("tls", null)) { Ims = () => ImsEmulator.StartAsync(), Change = options => options.ImsEndpoint = new UriBuilder(options.ImsEndpoint!) { Scheme = "https" }.Uri },
    ];

    private static TimeSpan Day => TimeSpan.FromSeconds(86399);

    private static Task<ImsEmulator> WithTls(X509Certificate2 certificate) => ImsEmulator.StartAsync(new ImsEmulatorOptions { ServerCertificate = certificate });

    private static void Trust(SocketsHttpHandler handler, X509Certificate2 certificate)
    {
        var policy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
        policy.CustomTrustStore.Add(certificate);
        handler.SslOptions = new SslClientAuthenticationOptions { CertificateChainPolicy = policy };
    }
}
