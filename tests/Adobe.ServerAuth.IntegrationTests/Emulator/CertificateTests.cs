using System.Diagnostics;
using System.Reflection;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Adobe.ServerAuth.Testing;

namespace Adobe.ServerAuth.IntegrationTests.Emulator;

public sealed class CertificateTests : JwtExchangeTest
{
    [Fact]
    public async Task Any_of_several_certificates_may_have_signed()
    {
        var pair = Credential.AddKeyPair();
        Credential.AddCertificate(TestKey.Second.Certificate);

        await ExpectTokenAsync(await ExchangeAsync(Assertion.Sign(Payload(), TestKey.First.PrivateKey)));
        await ExpectTokenAsync(await ExchangeAsync(Assertion.Sign(Payload(), TestKey.Second.PrivateKey)));
        await ExpectTokenAsync(await ExchangeAsync(Assertion.Sign(Payload(), pair.PrivateKey)));
    }

    [Fact]
    public async Task The_certificate_of_another_credential_does_not_match()
    {
        Adobe.AddCredential().AddCertificate(TestKey.Second.Certificate);

        await ExpectAsync(400, UnknownSignature, await ExchangeAsync(Assertion.Sign(Payload(), TestKey.Second.PrivateKey)));
    }

    [Fact]
    public async Task A_removed_certificate_does_not_match_but_its_token_lives_on()
    {
        var token = await ExpectTokenAsync(await ExchangeSignedAsync());
        Credential.AddCertificate(TestKey.Second.Certificate);

        Assert.True(Credential.RemoveCertificate(TestKey.First.Certificate.Thumbprint));
        Assert.False(Credential.RemoveCertificate(TestKey.First.Certificate.Thumbprint));

        await ExpectAsync(400, UnknownSignature, await ExchangeSignedAsync());
        using var answer = await CallApiAsync($"Bearer {token}", Credential.ClientId);
        Assert.True(answer.IsSuccessStatusCode);
    }

    [Fact]
    public async Task Without_its_last_certificate_a_credential_takes_no_jwt()
    {
        Assert.True(Credential.RemoveCertificate(TestKey.First.Certificate.GetCertHashString().ToLowerInvariant()));

        await ExpectAsync(401, """{"error":"invalid_client"}""", await ExchangeSignedAsync());
    }

    [Fact]
    public async Task A_certificate_counts_until_its_end_by_the_clock_of_the_emulator()
    {
        var pair = Credential.AddKeyPair(TimeSpan.FromHours(1));

        Advance(TimeSpan.FromHours(1));
        await ExpectTokenAsync(await ExchangeAsync(Assertion.Sign(Payload(), pair.PrivateKey)));

        Advance(TimeSpan.FromSeconds(1));
        await ExpectAsync(400, UnknownSignature, await ExchangeAsync(Assertion.Sign(Payload(), pair.PrivateKey)));
    }

    [Fact]
    public async Task A_certificate_counts_from_its_beginning()
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=tomorrow", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        using (var certificate = request.CreateSelfSigned(Now.AddDays(1), Now.AddDays(2)))
        {
            Credential.AddCertificate(certificate);
        }

        await ExpectAsync(400, UnknownSignature, await ExchangeAsync(Assertion.Sign(Payload(), key.ExportPkcs8PrivateKeyPem())));
        Advance(TimeSpan.FromDays(1));
        await ExpectTokenAsync(await ExchangeAsync(Assertion.Sign(Payload(), key.ExportPkcs8PrivateKeyPem())));
    }

    [Fact]
    public void A_key_pair_is_one_of_the_console()
    {
        var pair = Credential.AddKeyPair();

        using var certificate = X509Certificate2.CreateFromPem(pair.Certificate, pair.PrivateKey);
        Assert.StartsWith("-----BEGIN PRIVATE KEY-----\n", pair.PrivateKey);
        Assert.StartsWith("-----BEGIN CERTIFICATE-----\n", pair.Certificate);
        Assert.Equal(certificate.Thumbprint, pair.Thumbprint);
        Assert.Equal(2048, certificate.GetRSAPublicKey()!.KeySize);
        Assert.Equal(Now, (DateTimeOffset)certificate.NotBefore);
        Assert.Equal(Now.AddDays(365), (DateTimeOffset)certificate.NotAfter);
        Assert.True(Credential.RemoveCertificate(pair.Thumbprint));
    }

    [Fact]
    public async Task A_key_pair_may_be_made_before_the_emulator_knows_the_credential()
    {
        var credential = new EmulatedCredential();
        var pair = credential.AddKeyPair();
        await using var adobe = await ImsEmulator.StartAsync(Cancel);
        adobe.AddCredential(credential);
        var exp = $"{DateTimeOffset.UtcNow.AddMinutes(5).ToUnixTimeSeconds()}";
        var assertion = Assertion.Sign(Payload(credential, adobe.ImsEndpoint.Authority, ("exp", exp)), pair.PrivateKey);

        using var form = new FormUrlEncodedContent(JwtFields(assertion, credential));
        await ExpectTokenAsync(await Http.PostAsync(new Uri(adobe.ImsEndpoint, ExchangePath), form, Cancel));
    }

    [Fact]
    public void The_text_of_a_key_pair_is_its_thumbprint()
    {
        var pair = Credential.AddKeyPair();

        Assert.Equal(pair.Thumbprint, pair.ToString());
        Assert.Matches("^[0-9A-F]{40}$", pair.Thumbprint);
    }

    [Fact]
    public void The_debugger_does_not_show_the_private_key() => Assert.Equal(
        DebuggerBrowsableState.Never,
        typeof(EmulatedKeyPair).GetProperty(nameof(EmulatedKeyPair.PrivateKey))!.GetCustomAttribute<DebuggerBrowsableAttribute>()!.State);

    [Fact]
    public void A_certificate_without_rsa_is_refused()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var certificate = new CertificateRequest("CN=ec", key, HashAlgorithmName.SHA256).CreateSelfSigned(Now, Now.AddDays(1));

        Assert.Throws<ArgumentException>(() => Credential.AddCertificate(certificate));
        Assert.Throws<ArgumentNullException>(() => Credential.AddCertificate(null!));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(0.5)]
    [InlineData((365 * 24 * 60 * 60) + 1)]
    public void A_lifetime_that_no_certificate_has_is_refused(double seconds) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => Credential.AddKeyPair(TimeSpan.FromSeconds(seconds)));

    [Fact]
    public void Changes_from_many_threads_lose_nothing()
    {
        Parallel.For(0, 500, _ =>
        {
            Credential.AddCertificate(TestKey.Second.Certificate);
            Credential.RemoveCertificate(TestKey.Second.Certificate.Thumbprint);
        });

        Assert.True(Credential.RemoveCertificate(TestKey.First.Certificate.Thumbprint));
        Assert.False(Credential.RemoveCertificate(TestKey.Second.Certificate.Thumbprint));
    }
}
