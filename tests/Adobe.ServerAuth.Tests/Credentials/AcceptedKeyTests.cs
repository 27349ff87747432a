using System.Security.Cryptography;
using System.Text.Json;
using Adobe.ServerAuth.Credentials;
using Adobe.ServerAuth.Tests.Flows;

namespace Adobe.ServerAuth.Tests.Credentials;

public class AcceptedKeyTests
{
    private static readonly Dictionary<string, Func<string, string>> Forms = new()
    {
        ["as it was exported"] = pem => pem,
        ["with CRLF"] = pem => pem.ReplaceLineEndings("\r\n"),
        ["with CR"] = pem => pem.ReplaceLineEndings("\r"),
        ["in one line with \\n"] = pem => pem.ReplaceLineEndings("\\n") + "\\n",
        ["in one line with \\r\\n"] = pem => pem.ReplaceLineEndings("\\r\\n") + "\\r\\n",
        ["in one line with blanks"] = pem => pem.ReplaceLineEndings(" "),
        ["behind a byte order mark"] = pem => "\uFEFF" + pem,
        ["between blanks and line breaks"] = pem => " \t\r\n\n " + pem + "\r\n \t\n\n",
        ["as base64 text of its DER"] = pem => Body(pem, ""),
        ["as base64 text of its DER in lines"] = pem => Body(pem, "\n"),
        ["as base64 text of its DER with \\n"] = pem => Body(pem, "\\n"),
        ["as a JSON array of its lines"] = pem => JsonSerializer.Serialize(pem.Split('\n')),
        ["as a JSON array in quotes"] = pem => "'" + JsonSerializer.Serialize(pem.Split('\n')) + "'",
        ["between single quotes"] = pem => "'" + pem + "'",
        ["between quotes"] = pem => "\"" + pem + "\"",
        ["with indented lines"] = pem => "  " + pem.ReplaceLineEndings("\n  "),
        ["behind a certificate"] = pem => RsaKeys.Certificate(RsaKeys.OfBits(2048)) + "\n" + pem,
        ["before a certificate"] = pem => pem + "\r\n" + RsaKeys.Certificate(RsaKeys.OfBits(2048)),
        ["behind the attributes of a bag"] = pem => "Bag Attributes\n    friendlyName: key\nKey Attributes: <No Attributes>\n" + pem,
        ["behind its public key"] = pem => RsaKeys.Export(RsaKeys.OfBits(2048), rsa => rsa.ExportSubjectPublicKeyInfoPem()) + "\n" + pem,
    };

    private static readonly Dictionary<string, Func<RSAParameters>> ShortNumbers = new()
    {
        ["D"] = () => RsaKeys.WithLeadingZero(key => key.D!),
        ["DP"] = () => RsaKeys.WithLeadingZero(key => key.DP!),
        ["DQ"] = () => RsaKeys.WithLeadingZero(key => key.DQ!),
    };

    public static TheoryData<string> FormNames => [.. Forms.Keys];

    public static TheoryData<string> ShortNumberNames => [.. ShortNumbers.Keys];

    [Theory, MemberData(nameof(FormNames))]
    public Task A_key_signs_in_any_form_that_people_hold_it_in(string form) => BothSignAsync(RsaKeys.OfBits(2048), Forms[form]);

    [Fact]
    public async Task A_section_may_hold_the_lines_as_an_array()
    {
        var lines = RsaKeys.Pkcs8(RsaKeys.OfBits(2048)).Split('\n').Select((line, i) => ($"Jwt:PrivateKey:{i}", (string?)line));
        var options = Configuration.JwtSection.Read([("Jwt:PrivateKey", null), .. lines]);

        await (await JwtStub.AssertionOfAsync(one => one.Jwt.PrivateKey = options.Jwt.PrivateKey)).VerifyAsync();
    }

    [Theory]
    [InlineData(2056)]
    [InlineData(3072)]
    [InlineData(4096)]
    public Task A_key_signs_whatever_its_length(int bits) => BothSignAsync(RsaKeys.OfBits(bits), pem => pem);

    [Theory, MemberData(nameof(ShortNumberNames))]
    public Task A_key_signs_whose_number_begins_with_zeros(string number) => BothSignAsync(ShortNumbers[number](), pem => pem);

    [Fact]
    public void The_bytes_of_a_key_do_not_stay_behind_whether_it_can_be_used_or_not()
    {
        var encryption = new PbeParameters(PbeEncryptionAlgorithm.Aes256Cbc, HashAlgorithmName.SHA256, 1000);
        var whole = RsaKeys.Export(RsaKeys.OfBits(2048), rsa => rsa.ExportPkcs8PrivateKey());
        byte[][] all =
        [
            RsaKeys.Export(RsaKeys.OfBits(2048), rsa => rsa.ExportRSAPrivateKey()), RsaKeys.Export(RsaKeys.OfBits(2048), rsa => rsa.ExportEncryptedPkcs8PrivateKey("phrase", encryption)),
            [.. whole[..^40], .. new byte[40]], RsaKeys.Export(RsaKeys.OfBits(1024), rsa => rsa.ExportPkcs8PrivateKey()), whole,
        ];

        Assert.All(all, bytes =>
        {
            using var signer = PrivateKeyReader.ReadDer(bytes, "phrase", out _);
            Assert.All(bytes, one => Assert.Equal(0, one));
        });
    }

    private static string Body(string pem, string separator) => string.Join(separator, pem.Split('\n').Where(line => !line.StartsWith('-')));

    private static async Task BothSignAsync(RSAParameters key, Func<string, string> form)
    {
        foreach (var text in new[] { form(RsaKeys.Pkcs8(key)), form(RsaKeys.Pkcs1(key)) })
        {
            var assertion = await JwtStub.AssertionOfAsync(options => options.Jwt.PrivateKey = text);

            await assertion.VerifyAsync(new RSAParameters { Modulus = key.Modulus, Exponent = key.Exponent });
        }
    }
}
