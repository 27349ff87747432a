using Adobe.ServerAuth.Tests.Credentials;
using Adobe.ServerAuth.Tests.Fakes;

namespace Adobe.ServerAuth.Tests.Flows;

public sealed class CertificateEndTests : IDisposable
{
    private readonly JwtStub _ims = JwtStub.Granting();

    private DateTimeOffset Start => _ims.Clock.GetUtcNow();

    [Fact]
    public async Task From_30_days_before_its_end_a_warning_a_day_tells_of_it_and_afterwards_nothing_is_sent()
    {
        var end = Start.AddDays(31);
        using var certificate = KeyInCodeTests.Certificate(end);
        var provider = _ims.Provider(options => KeyInCodeTests.Use(options, jwt => jwt.UseCertificate(certificate)));

        await GetAsync(provider);
        Assert.Empty(_ims.Log.Of(111));

        _ims.Clock.Advance(TimeSpan.FromDays(1.5));
        await GetAsync(provider);
        await GetAsync(provider);
        var warning = Assert.Single(_ims.Log.Of(111));
        Assert.Contains(end.UtcDateTime.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture), warning.Text, StringComparison.Ordinal);
        Assert.Contains("Add a new key pair", warning.Text, StringComparison.Ordinal);

        _ims.Clock.Advance(TimeSpan.FromDays(1));
        await GetAsync(provider);
        Assert.Equal(2, _ims.Log.Of(111).Count);

        _ims.Clock.Advance(TimeSpan.FromDays(28.5));
        var sent = _ims.Sent.Count;
        var failure = await Assert.ThrowsAsync<CredentialException>(() => GetAsync(provider));
        Assert.Contains("ended on", failure.Message, StringComparison.Ordinal);
        Assert.Contains("Nothing was sent", failure.Message, StringComparison.Ordinal);
        Assert.False(failure.IsTransient);
        Assert.Equal(sent, _ims.Sent.Count);
    }

    [Theory]
    [InlineData("certificate beside the key")]
    [InlineData("PFX file")]
    public async Task The_end_is_found_where_a_certificate_is_at_hand(string where)
    {
        using var certificate = KeyInCodeTests.Certificate(Start.AddDays(2));
        var pem = certificate.ExportCertificatePem();
        var key = RsaKeys.Pkcs8(RsaKeys.OfBits(2048));
        var text = where == "PFX file" ? Convert.ToBase64String(OpenSsl.Run("pkcs12 -export -passout pass:secret", key + "\n" + pem)) : RsaKeys.Certificate(RsaKeys.NewOne()) + "\n" + pem + "\n" + key;
        var provider = _ims.Provider(options => (options.Jwt.PrivateKey, options.Jwt.PrivateKeyPassphrase) = (text, "secret"));

        await GetAsync(provider);
        Assert.Single(_ims.Log.Of(111));

        _ims.Clock.Advance(TimeSpan.FromDays(3));
        await Assert.ThrowsAsync<CredentialException>(() => GetAsync(provider));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Of_several_certificates_of_one_key_the_last_to_end_counts(bool isOldFirst)
    {
        using var old = KeyInCodeTests.Certificate(Start.AddDays(-1));
        using var renewed = KeyInCodeTests.Certificate(Start.AddDays(300));
        var both = new[] { old.ExportCertificatePem(), renewed.ExportCertificatePem() };
        var provider = _ims.Provider(options => options.Jwt.PrivateKey = string.Join('\n', [Make.PrivateKey, .. isOldFirst ? both : both.AsEnumerable().Reverse()]));

        await GetAsync(provider);

        Assert.Empty(_ims.Log.Of(111));
    }

    [Fact]
    public void A_certificate_that_is_damaged_tells_nothing_and_disturbs_nothing()
    {
        using var certificate = KeyInCodeTests.Certificate(Start.AddDays(300));
        var der = certificate.RawData;
        for (var i = 0; i < der.Length; i++)
        {
            der[i] ^= 0x41;
            var pem = System.Security.Cryptography.PemEncoding.WriteString("CERTIFICATE", der);
            using var provider = new JwtExchangeTokenProvider(_ims.Invoker, Make.JwtOptions(options => options.Jwt.PrivateKey = Make.PrivateKey + "\n" + pem), _ims.Clock, _ims.Log);
            der[i] ^= 0x41;
        }
    }

    [Theory]
    [InlineData("certificate of AEM's file")]
    [InlineData("date of AEM's file")]
    [InlineData("dates of a flat file")]
    public async Task The_end_is_found_in_a_credential_file(string where)
    {
        var end = Start.UtcDateTime.Date.AddDays(2);
        using var certificate = KeyInCodeTests.Certificate(new DateTimeOffset(end, TimeSpan.Zero));
        var invariant = System.Globalization.CultureInfo.InvariantCulture;
        var content = where switch
        {
            "certificate of AEM's file" => ConsoleFiles.Aem(certificate: certificate.ExportCertificatePem()),
            "date of AEM's file" => ConsoleFiles.Aem(ends: end.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", invariant)),
            _ => ConsoleFiles.FlatJwt(end.ToString("MM'/'dd'/'yyyy", invariant)),
        };
        var options = new AdobeServerAuthOptions { Jwt = { MetaScopes = ["ent_user_sdk"], PrivateKey = where.StartsWith("dates", StringComparison.Ordinal) ? Make.PrivateKey : null } };
        CredentialFile.Apply(content, options);
        using var provider = new JwtExchangeTokenProvider(_ims.Invoker, options, _ims.Clock, _ims.Log);

        await GetAsync(provider);
        Assert.Single(_ims.Log.Of(111));

        _ims.Clock.Advance(TimeSpan.FromDays(4));
        await Assert.ThrowsAsync<CredentialException>(() => GetAsync(provider));
    }

    public void Dispose() => _ims.Dispose();

    private Task<AccessToken> GetAsync(JwtExchangeTokenProvider provider) =>
        _ims.Clock.RunAsync(() => provider.GetTokenAsync(TestContext.Current.CancellationToken).AsTask());
}
