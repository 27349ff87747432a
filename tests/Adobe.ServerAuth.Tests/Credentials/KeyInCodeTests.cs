using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Adobe.ServerAuth.Tests.Fakes;
using Adobe.ServerAuth.Tests.Flows;
using Microsoft.Extensions.Options;

namespace Adobe.ServerAuth.Tests.Credentials;

/// <summary>Keys that the application has made or loaded by itself.</summary>
public class KeyInCodeTests
{
    [Fact]
    public async Task A_key_of_the_applications_signs_and_stays_its_own()
    {
        using var key = RSA.Create(RsaKeys.OfBits(2048));
        using (var ims = JwtStub.Granting())
        {
            await ims.GetTokenAsync(options => Use(options, jwt => jwt.UsePrivateKey(key)));
            await Assert.Single(ims.Sent).VerifyAsync();
        }

        Assert.Equal(256, key.SignData([1], HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1).Length);
    }

    [Fact]
    public async Task The_key_of_a_certificate_signs_and_the_certificate_stays_the_applications()
    {
        using var certificate = Certificate(DateTimeOffset.UnixEpoch.AddYears(100));
        using (var ims = JwtStub.Granting())
        {
            await ims.GetTokenAsync(options => Use(options, jwt => jwt.UseCertificate(certificate)));
            await Assert.Single(ims.Sent).VerifyAsync();
        }

        Assert.True(certificate.HasPrivateKey);
        using var key = certificate.GetRSAPrivateKey();
        Assert.NotNull(key);
    }

    [Fact]
    public void What_can_not_sign_is_told_with_the_method_that_set_it()
    {
        using var publicKey = RSA.Create(new RSAParameters { Modulus = RsaKeys.OfBits(2048).Modulus, Exponent = RsaKeys.OfBits(2048).Exponent });
        using var shortKey = RSA.Create(1024);
        using var certificate = Certificate(DateTimeOffset.UnixEpoch.AddYears(100));
        using var withoutKey = X509CertificateLoader.LoadCertificate(certificate.RawData);
        using var curve = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var ofCurve = new CertificateRequest("CN=test", curve, HashAlgorithmName.SHA256).CreateSelfSigned(DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch.AddYears(100));
        var disposed = RSA.Create(2048);
        disposed.Dispose();

        Assert.Contains("of UsePrivateKey can not sign", Refusal(jwt => jwt.UsePrivateKey(publicKey)), StringComparison.Ordinal);
        Assert.Contains("of UsePrivateKey has 1024 bits", Refusal(jwt => jwt.UsePrivateKey(shortKey)), StringComparison.Ordinal);
        Assert.Contains("of UsePrivateKey has been disposed", Refusal(jwt => jwt.UsePrivateKey(disposed)), StringComparison.Ordinal);
        Assert.Contains("of UseCertificate has no private key", Refusal(jwt => jwt.UseCertificate(withoutKey)), StringComparison.Ordinal);
        Assert.Contains("of UseCertificate is an elliptic-curve key", Refusal(jwt => jwt.UseCertificate(ofCurve)), StringComparison.Ordinal);
    }

    [Fact]
    public void A_key_in_code_and_one_in_the_configuration_are_one_too_many()
    {
        using var key = RSA.Create(RsaKeys.OfBits(2048));

        Assert.Contains("AdobeServerAuthOptions.Jwt.PrivateKey must not be set beside UsePrivateKey", Refusal(jwt =>
        {
            jwt.PrivateKey = Make.PrivateKey;
            jwt.UsePrivateKey(key);
        }), StringComparison.Ordinal);
        Assert.Contains("AdobeServerAuthOptions.Jwt.PrivateKeyFile must not be set beside UseSigner", Refusal(jwt =>
        {
            jwt.PrivateKeyFile = "private.key";
            jwt.UseSigner((_, _) => throw new InvalidOperationException());
        }), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_last_method_counts()
    {
        using var other = RSA.Create(2048);
        using var key = RSA.Create(RsaKeys.OfBits(2048));

        var assertion = await JwtStub.AssertionOfAsync(options => Use(options, jwt =>
        {
            jwt.UseSigner((_, _) => throw new InvalidOperationException());
            jwt.UsePrivateKey(other);
            jwt.UsePrivateKey(key);
        }));

        await assertion.VerifyAsync();
    }

    internal static X509Certificate2 Certificate(DateTimeOffset end)
    {
        using var rsa = RSA.Create(RsaKeys.OfBits(2048));
        return new CertificateRequest("CN=test", rsa, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1).CreateSelfSigned(DateTimeOffset.UnixEpoch, end);
    }

    internal static void Use(AdobeServerAuthOptions options, Action<JwtOptions> use)
    {
        options.Jwt.PrivateKey = null;
        use(options.Jwt);
    }

    private static string Refusal(Action<JwtOptions> use)
    {
        using var handler = new StubHandler(_ => throw new InvalidOperationException());
        return Assert.Single(Assert.Throws<OptionsValidationException>(() => TokenProvider.Create(Make.JwtOptions(options => Use(options, use)), handler)).Failures);
    }
}
