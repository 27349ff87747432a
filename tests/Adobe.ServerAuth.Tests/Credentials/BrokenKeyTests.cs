using System.Security.Cryptography;
using Adobe.ServerAuth.Credentials;
using Adobe.ServerAuth.Tests.Fakes;
using Microsoft.Extensions.Options;

namespace Adobe.ServerAuth.Tests.Credentials;

public class BrokenKeyTests
{
    public static TheoryData<string> Names => [.. BrokenKeyForms.All.Keys];

    [Theory, MemberData(nameof(Names))]
    public void What_is_no_key_that_signs_gets_a_line_of_its_own_and_is_not_shown(string name)
    {
        var (rule, make) = BrokenKeyForms.All[name];
        var text = make();

        // As it is, and as one line of an environment variable.
        foreach (var form in string.IsNullOrWhiteSpace(text) ? [text] : new[] { text, text.ReplaceLineEndings("\\n") })
        {
            using var handler = new StubHandler(_ => throw new InvalidOperationException());
            var refusal = Assert.Throws<OptionsValidationException>(() => TokenProvider.Create(Make.JwtOptions(options => options.Jwt.PrivateKey = form), handler));

            var line = Assert.Single(refusal.Failures);
            Assert.StartsWith("AdobeServerAuthOptions.Jwt.PrivateKey ", line, StringComparison.Ordinal);
            Assert.Contains(rule, line, StringComparison.Ordinal);
            Assert.Contains("private.key of the key pair", line, StringComparison.Ordinal);
            AssertShowsNoKey(form, refusal);
        }
    }

    [Fact]
    public void A_key_that_was_cut_anywhere_is_damaged()
    {
        var forms = new[]
        {
            ("PRIVATE KEY", RsaKeys.Export(RsaKeys.OfBits(2048), rsa => rsa.ExportPkcs8PrivateKey())),
            ("RSA PRIVATE KEY", RsaKeys.Export(RsaKeys.OfBits(2048), rsa => rsa.ExportRSAPrivateKey())),
        };
        foreach (var (label, der) in forms)
        {
            for (var length = 0; length < der.Length; length++)
            {
                var key = PrivateKeyReader.Read(PemEncoding.WriteString(label, der.AsSpan(0, length)), null, out var fault);

                Assert.Null(key);
                Assert.Equal(PrivateKeyFaults.Damaged, fault);
            }
        }
    }

    [Fact]
    public void Lengths_that_promise_more_than_there_is_are_damaged()
    {
        foreach (var der in new byte[][] { [0x30], [0x30, 0x80], [0x30, 0x84, 0xFF, 0xFF, 0xFF, 0xFF], [0x30, 0x83, 0xFF, 0xFF, 0xFF], [0x30, 0x82, 0x01], [0x30, 0xFF], [0x30, 3, 2, 1, 0], [0x30, 2, 2, 0], [0x30, 3, 2, 1, 0x80] })
        {
            foreach (var label in new[] { "PRIVATE KEY", "RSA PRIVATE KEY" })
            {
                Assert.Null(PrivateKeyReader.Read(PemEncoding.WriteString(label, der), null, out var fault));
                Assert.Equal(PrivateKeyFaults.Damaged, fault);
            }
        }
    }

    [Fact]
    public void A_broken_key_of_a_section_is_told_under_its_path_and_not_shown()
    {
        var text = BrokenKeyForms.All["half of a key"].Text();

        var refusal = Configuration.JwtSection.Refusal(("Jwt:PrivateKey", text));

        Assert.StartsWith("AdobeServerAuth:Jwt:PrivateKey is damaged", Assert.Single(refusal.Failures), StringComparison.Ordinal);
        AssertShowsNoKey(text, refusal);
    }

    /// <summary>The lines around a key, and the headers of an old one, may be named; what is between them may not.</summary>
    internal static void AssertShowsNoKey(string text, OptionsValidationException refusal)
    {
        var body = string.Concat(text.Replace("\\r", "").Replace("\\n", "\n").Split('\n', '\r')
            .Where(line => !line.StartsWith("-----", StringComparison.Ordinal) && !line.Contains(": ", StringComparison.Ordinal)));
        string[] shown = [.. refusal.Failures, refusal.Message, refusal.ToString()];

        // All of it as it is, and its beginning in every encoding, which takes longer.
        var runs = shown.SelectMany(line => Enumerable.Range(0, Math.Max(0, line.Length - 7)).Select(i => line.Substring(i, 8))).ToHashSet();
        Assert.DoesNotContain(Enumerable.Range(0, Math.Max(0, body.Length - 7)).Select(i => body.Substring(i, 8)), runs.Contains);
        Leaks.AssertNone(body[..Math.Min(64, body.Length)], shown);
    }
}
