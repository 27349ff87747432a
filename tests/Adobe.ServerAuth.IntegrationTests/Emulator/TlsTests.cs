using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Adobe.ServerAuth.Testing;

namespace Adobe.ServerAuth.IntegrationTests.Emulator;

public sealed class TlsTests : JwtExchangeTest
{
    protected override ImsEmulatorOptions Options
    {
        get
        {
            var options = base.Options;
            options.ServerCertificate = TlsCertificate.ForLoopback;
            return options;
        }
    }

    [Fact]
    public void Only_the_ims_port_speaks_https()
    {
        Assert.StartsWith("https://127.0.0.1:", Adobe.ImsEndpoint.AbsoluteUri);
        Assert.StartsWith("http://127.0.0.1:", Adobe.ApiEndpoint.AbsoluteUri);
        Assert.Equal(Adobe.ImsEndpoint.AbsoluteUri, Adobe.Configuration["AdobeServerAuth:ImsEndpoint"]);
    }

    [Fact]
    public async Task A_trusted_certificate_for_the_address_is_a_good_one()
    {
        using var response = await AskAsync(Adobe, TlsCertificate.ForLoopback);
        var token = await ExpectTokenAsync(response);

        using var answer = await CallApiAsync($"Bearer {token}", Adobe.Credential.ClientId);
        Assert.True(answer.IsSuccessStatusCode);
    }

    [Fact]
    public async Task An_assertion_names_the_host_as_without_tls()
    {
        using var https = Client(TlsCertificate.ForLoopback, _ => { });
        using var good = new FormUrlEncodedContent(JwtFields(Assertion.Sign(Payload())));
        using var bad = new FormUrlEncodedContent(JwtFields(Assertion.Sign(Payload(Credential, "127.0.0.1"))));

        await ExpectTokenAsync(await https.PostAsync(new Uri(Adobe.ImsEndpoint, ExchangePath), good, Cancel));
        await ExpectAsync(
            400, """{"error":"invalid_client"}""", await https.PostAsync(new Uri(Adobe.ImsEndpoint, ExchangePath), bad, Cancel));
    }

    [Fact]
    public async Task A_self_signed_certificate_is_trusted_by_nobody_else()
    {
        var seen = await RefusalAsync(Adobe, trusted: null);

        Assert.Equal(SslPolicyErrors.RemoteCertificateChainErrors, seen.Errors);
        Assert.Equal(X509ChainStatusFlags.UntrustedRoot, seen.Chain & X509ChainStatusFlags.UntrustedRoot);
        Assert.Equal(0, Adobe.TokenRequestCount);
    }

    [Fact]
    public async Task A_certificate_for_another_host_has_the_wrong_name_and_no_other_fault()
    {
        using var certificate = TlsCertificate.ForAnotherHost();
        await using var adobe = await ImsEmulator.StartAsync(new() { ServerCertificate = certificate }, Cancel);

        Assert.Equal(
            (SslPolicyErrors.RemoteCertificateNameMismatch, X509ChainStatusFlags.NoError), await RefusalAsync(adobe, certificate));
    }

    [Fact]
    public async Task An_expired_certificate_has_no_other_fault()
    {
        using var certificate = TlsCertificate.Expired();
        await using var adobe = await ImsEmulator.StartAsync(new() { ServerCertificate = certificate }, Cancel);

        Assert.Equal(
            (SslPolicyErrors.RemoteCertificateChainErrors, X509ChainStatusFlags.NotTimeValid), await RefusalAsync(adobe, certificate));
    }

    [Fact]
    public async Task The_certificate_stays_the_callers()
    {
        using var response = await AskAsync(Adobe, TlsCertificate.ForLoopback);
        await Adobe.DisposeAsync();

        using var key = TlsCertificate.ForLoopback.GetRSAPrivateKey();
        Assert.NotEmpty(key!.SignData([1], HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1));
    }

    [Fact]
    public void A_certificate_without_its_key_is_refused()
    {
        using var bare = X509CertificateLoader.LoadCertificate(TlsCertificate.ForLoopback.RawData);

        var refusal = Assert.Throws<ArgumentException>(() => new ImsEmulatorOptions { ServerCertificate = bare });
        Assert.Contains("private key", refusal.Message);
    }

    [Fact]
    public async Task A_certificate_that_is_not_for_servers_is_refused_at_start()
    {
        using var forClients = TlsCertificate.ForLoopbackWith(new X509EnhancedKeyUsageExtension([new Oid("1.3.6.1.5.5.7.3.2")], critical: false));

        await Assert.ThrowsAsync<InvalidOperationException>(
            () => ImsEmulator.StartAsync(new() { ServerCertificate = forClients }, Cancel));
    }

    [Fact]
    public async Task Http_gets_no_answer_from_the_https_port()
    {
        var plain = new UriBuilder(Adobe.ImsEndpoint) { Scheme = "http" }.Uri;

        await Assert.ThrowsAsync<HttpRequestException>(() => Http.GetAsync(plain, Cancel));
        Assert.Equal(0, Adobe.TokenRequestCount);
    }

    [Fact]
    public async Task A_reset_reaches_the_client_through_tls()
    {
        Adobe.FailNext(ImsFault.Reset());
        Adobe.FailNext(ImsFault.ResetInBody());

        foreach (var status in new[] { 0, 200 })
        {
            var failure = await Assert.ThrowsAsync<HttpRequestException>(() => AskAsync(Adobe, TlsCertificate.ForLoopback));
            Assert.Equal(SocketError.ConnectionReset, (failure.GetBaseException() as SocketException)?.SocketErrorCode);
            Assert.Equal(status, Adobe.TokenRequests[^1].StatusCode);
        }
    }

    [Fact]
    public async Task A_short_body_and_bytes_that_are_no_http_reach_the_client_through_tls()
    {
        Adobe.FailNext(ImsFault.ShortBody());
        Adobe.FailNext(ImsFault.NotHttp());

        var shortBody = await Assert.ThrowsAsync<HttpRequestException>(() => AskAsync(Adobe, TlsCertificate.ForLoopback));
        var noHttp = await Assert.ThrowsAsync<HttpRequestException>(() => AskAsync(Adobe, TlsCertificate.ForLoopback));

        Assert.Equal(HttpRequestError.ResponseEnded, Assert.IsType<HttpIOException>(shortBody.GetBaseException()).HttpRequestError);
        Assert.Equal(HttpRequestError.InvalidResponse, noHttp.HttpRequestError);
        using var next = await AskAsync(Adobe, TlsCertificate.ForLoopback);
        Assert.True(next.IsSuccessStatusCode);
    }

    [Fact]
    public async Task Disposal_ends_silence_over_tls()
    {
        Adobe.FailNext(ImsFault.EndlessBody());
        Adobe.FailNext(ImsFault.Silence());
        var waiting = new[] { AskAsync(Adobe, TlsCertificate.ForLoopback), AskAsync(Adobe, TlsCertificate.ForLoopback) };
        await WaitForTokenRequestsAsync(2);

        await Adobe.DisposeAsync().AsTask().WaitAsync(TimeSpan.FromSeconds(10), Cancel);

        foreach (var each in waiting)
        {
            await Assert.ThrowsAsync<HttpRequestException>(() => each.WaitAsync(TimeSpan.FromSeconds(30), Cancel));
        }
    }

    private static Task<HttpResponseMessage> AskAsync(ImsEmulator adobe, X509Certificate2? trusted) => AskAsync(adobe, trusted, _ => { });

    private static async Task<HttpResponseMessage> AskAsync(
        ImsEmulator adobe, X509Certificate2? trusted, Action<(SslPolicyErrors, X509ChainStatusFlags)> look)
    {
        using var https = Client(trusted, look);
        using var content = new FormUrlEncodedContent(
            [new("client_id", adobe.Credential.ClientId), new("client_secret", adobe.Credential.ClientSecrets[0])]);
        return await https.PostAsync(new Uri(adobe.ImsEndpoint, "/token"), content, Cancel);
    }

    private static async Task<(SslPolicyErrors Errors, X509ChainStatusFlags Chain)> RefusalAsync(ImsEmulator adobe, X509Certificate2? trusted)
    {
        (SslPolicyErrors, X509ChainStatusFlags) seen = default;
        var failure = await Assert.ThrowsAsync<HttpRequestException>(() => AskAsync(adobe, trusted, each => seen = each));
        Assert.Equal(HttpRequestError.SecureConnectionError, failure.HttpRequestError);
        return seen;
    }

    private static HttpClient Client(X509Certificate2? trusted, Action<(SslPolicyErrors, X509ChainStatusFlags)> look)
    {
        var policy = new X509ChainPolicy { RevocationMode = X509RevocationMode.NoCheck };
        if (trusted is not null)
        {
            policy.TrustMode = X509ChainTrustMode.CustomRootTrust;
            policy.CustomTrustStore.Add(trusted);
        }

        var handler = new SocketsHttpHandler { UseProxy = false, AllowAutoRedirect = false };
        handler.SslOptions.CertificateChainPolicy = policy;
        handler.SslOptions.RemoteCertificateValidationCallback = (_, _, chain, errors) =>
        {
            look((errors, chain!.ChainStatus.Aggregate(X509ChainStatusFlags.NoError, (all, each) => all | each.Status)));
            return errors == SslPolicyErrors.None;
        };
        return new HttpClient(handler);
    }
}
