using Adobe.ServerAuth.Tests.Fakes;
using Adobe.ServerAuth.Tests.Flows;
using Microsoft.Extensions.Options;

namespace Adobe.ServerAuth.Tests.Credentials;

/// <summary>Keys behind a passphrase, as openssl writes them.</summary>
public sealed class EncryptedKeyTests : IDisposable
{
    private const string Phrase = "correct horse ünd 3 batteries";
    private const string Pass = "-passin pass:x -passout \"pass:" + Phrase + "\"";
    private const string OnlyElsewhere = "which can not be read on .NET Framework";

    private readonly TemporaryFolder _folder = new();

    /// <summary>The arguments of openssl, whether the result is text, and whether the build for .NET Standard reads it.</summary>
    public static TheoryData<string, bool, bool> Forms => new()
    {
        { "rsa -traditional -aes128 " + Pass, true, true },
        { "rsa -traditional -aes192 " + Pass, true, true },
        { "rsa -traditional -aes256 " + Pass, true, true },
        { "rsa -traditional -des3 " + Pass, true, true },
        { "pkcs8 -topk8 " + Pass, true, false },
        { "pkcs8 -topk8 -v2 aes-128-cbc -v2prf hmacWithSHA1 " + Pass, true, false },
        { "pkcs8 -topk8 -v2 des3 " + Pass, true, false },
        { "pkcs8 -topk8 -v1 PBE-SHA1-3DES " + Pass, true, false },
        { "pkcs8 -topk8 -outform DER " + Pass, false, false },
        { "pkcs12 -export " + Pass, false, true },
        { "pkcs12 -export -keypbe PBE-SHA1-3DES -certpbe PBE-SHA1-3DES -macalg sha1 " + Pass, false, true },
    };

    [Theory, MemberData(nameof(Forms))]
    public async Task A_key_behind_a_passphrase_signs_from_a_file_and_as_text(string arguments, bool isText, bool isReadEverywhere)
    {
        var content = Make(arguments);
        foreach (var set in Ways(content, isText))
        {
            if (IsStandard && !isReadEverywhere)
            {
                Assert.Contains(OnlyElsewhere, Refusal(set, Phrase), StringComparison.Ordinal);
                continue;
            }

            var assertion = await JwtStub.AssertionOfAsync(options =>
            {
                set(options.Jwt);
                options.Jwt.PrivateKeyPassphrase = Phrase;
            });

            await assertion.VerifyAsync();
        }
    }

    [Theory, MemberData(nameof(Forms))]
    public void A_passphrase_that_is_wrong_or_missing_is_told_as_such(string arguments, bool isText, bool isReadEverywhere)
    {
        if (IsStandard && !isReadEverywhere)
        {
            return;
        }

        var content = Make(arguments);
        foreach (var set in Ways(content, isText))
        {
            Assert.Contains("PrivateKeyPassphrase is ", Refusal(set, "another one"), StringComparison.Ordinal);
            Assert.Contains("PrivateKeyPassphrase", Refusal(set, null), StringComparison.Ordinal);
            Assert.DoesNotContain("is wrong,", Refusal(set, null), StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Nearly_all_wrong_passphrases_of_the_old_form_are_told_as_such()
    {
        var pem = Pem("rsa -traditional -aes256 " + Pass);
        for (var i = 0; i < 600; i++)
        {
            Assert.Contains("PrivateKeyPassphrase is wrong", Refusal(jwt => jwt.PrivateKey = pem, "wrong " + i), StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("DEK-Info: AES-256-CBC,", "DEK-Info: IDEA-CBC,", "with a cipher that is not read")]
    [InlineData("DEK-Info: AES-256-CBC,", "DEK-Info: AES-256-CBC", "with a cipher that is not read")]
    [InlineData("DEK-Info:", "Info:", "with a cipher that is not read")]
    [InlineData("DEK-Info: AES-256-CBC,", "DEK-Info: AES-256-CBC,AB", "is damaged")]
    [InlineData("DEK-Info: AES-256-CBC,", "DEK-Info: AES-256-CBC,GG", "is damaged")]
    public void The_headers_of_the_old_form_have_to_make_sense(string old, string changed, string rule)
    {
        var pem = Pem("rsa -traditional -aes256 " + Pass).Replace(old, changed, StringComparison.Ordinal);

        Assert.Contains(rule, Refusal(jwt => jwt.PrivateKey = pem, Phrase), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_passphrase_of_a_key_without_one_does_not_matter() =>
        await (await JwtStub.AssertionOfAsync(options => options.Jwt.PrivateKeyPassphrase = Phrase)).VerifyAsync();

    [Fact]
    public async Task A_passphrase_stands_in_the_section()
    {
        var pem = Pem("rsa -traditional -aes256 " + Pass);
        var options = Configuration.JwtSection.Read(("Jwt:PrivateKey", pem), ("Jwt:PrivateKeyPassphrase", Phrase));

        await (await JwtStub.AssertionOfAsync(one => (one.Jwt.PrivateKey, one.Jwt.PrivateKeyPassphrase) = (options.Jwt.PrivateKey, options.Jwt.PrivateKeyPassphrase))).VerifyAsync();
    }

#if !NETSTANDARD_BUILD
    // What it is stands behind the encryption.
    [Fact]
    public void An_encrypted_key_of_a_curve_is_told_as_one()
    {
        var curve = OpenSsl.Text("ecparam -name prime256v1 -genkey -noout", "");
        var pem = OpenSsl.Text("pkcs8 -topk8 " + Pass, curve);

        Assert.Contains("elliptic-curve key", Refusal(jwt => jwt.PrivateKey = pem, Phrase), StringComparison.Ordinal);
    }
#endif

    [Theory]
    [InlineData("pkcs8 -topk8 -outform DER -nocrypt", 900, "is damaged or cut")]
    [InlineData("pkcs12 -export -passout pass:x", 900, "is damaged or cut")]
    [InlineData("pkcs12 -export -nocerts -passout pass:x", 0, "without a certificate that has its private key")]
    public void A_binary_file_that_was_cut_or_lacks_something_is_told(string arguments, int length, string rule)
    {
        var content = Make(arguments);
        var path = _folder.PathOf("cut.key");
        File.WriteAllBytes(path, length > 0 ? content[..length] : content);

        Assert.Contains(rule, Refusal(jwt => (jwt.PrivateKey, jwt.PrivateKeyFile) = (null, path), "x"), StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_of_certificates_alone_has_no_key()
    {
        var pfx = OpenSsl.Run("pkcs12 -export -nokeys " + Pass, RsaKeys.Certificate(RsaKeys.OfBits(2048)));

        Assert.Contains("PFX file without a certificate that has its private key", Refusal(Ways(pfx, false)[0], Phrase), StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Dispose();

#if NETSTANDARD_BUILD
    private static bool IsStandard => true;
#else
    private static bool IsStandard => false;
#endif

    private static byte[] Make(string arguments) => OpenSsl.Run(arguments, RsaKeys.Pkcs8(RsaKeys.OfBits(2048)) + "\n" + RsaKeys.Certificate(RsaKeys.OfBits(2048)));

    private static string Pem(string arguments) => System.Text.Encoding.ASCII.GetString(Make(arguments));

    private Action<JwtOptions>[] Ways(byte[] content, bool isText)
    {
        var path = _folder.PathOf(Guid.NewGuid() + ".key");
        File.WriteAllBytes(path, content);
        var text = isText ? System.Text.Encoding.ASCII.GetString(content) : Convert.ToBase64String(content);
        return [jwt => (jwt.PrivateKey, jwt.PrivateKeyFile) = (null, path), jwt => jwt.PrivateKey = text, jwt => jwt.PrivateKey = text.ReplaceLineEndings("\\n")];
    }

    private static string Refusal(Action<JwtOptions> set, string? phrase)
    {
        var options = Fakes.Make.JwtOptions();
        set(options.Jwt);
        options.Jwt.PrivateKeyPassphrase = phrase;
        using var handler = new StubHandler(_ => throw new InvalidOperationException());
        var refusal = Assert.Throws<OptionsValidationException>(() => TokenProvider.Create(options, handler));
        Leaks.AssertNone(Phrase, refusal.ToString());
        return Assert.Single(refusal.Failures);
    }
}
