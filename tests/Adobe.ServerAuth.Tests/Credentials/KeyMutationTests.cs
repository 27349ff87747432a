using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using Adobe.ServerAuth.Credentials;
using CsCheck;

namespace Adobe.ServerAuth.Tests.Credentials;

public class KeyMutationTests
{
    private static readonly RSAParameters Key = RsaKeys.OfBits(2048);

    private const string Phrase = "correct horse";
    private const string Pass = "-passin pass:x -passout \"pass:" + Phrase + "\"";
    private static readonly string Pem = RsaKeys.Pkcs8(Key) + "\n" + RsaKeys.Certificate(Key);

    private static readonly string[] Texts =
    [
        OpenSsl.Text("rsa -traditional -aes256 " + Pass, Pem),
        OpenSsl.Text("pkcs8 -topk8 -iter 1 " + Pass, Pem),
        Convert.ToBase64String(OpenSsl.Run("pkcs12 -export -iter 1 " + Pass, Pem)),
        Convert.ToBase64String(OpenSsl.Run("pkcs8 -topk8 -nocrypt -outform DER", Pem)),
        RsaKeys.Pkcs8(Key), RsaKeys.Pkcs1(Key), RsaKeys.Pkcs1(Key).ReplaceLineEndings("\\r\\n"), RsaKeys.Certificate(Key) + "\n" + RsaKeys.Pkcs8(Key),
    ];

    private static readonly (string Label, byte[] Der)[] Ders =
    [
        ("PRIVATE KEY", RsaKeys.Export(Key, rsa => rsa.ExportPkcs8PrivateKey())), ("RSA PRIVATE KEY", RsaKeys.Export(Key, rsa => rsa.ExportRSAPrivateKey())),
    ];

    // They show nothing of a key, since they are constants.
    private static readonly HashSet<string?> Faults = [.. typeof(PrivateKeyFaults).GetFields().Select(field => (string?)field.GetRawConstantValue())];

    // What to do (0 changes, 1 inserts, 2 cuts out), where in thousandths, how much, and with what.
    private static readonly Gen<(int Kind, int Place, int Count, byte Value)[]> Mutations =
        Gen.Select(Gen.Int[0, 2], Gen.Int[0, 1000], Gen.Int[1, 40], Gen.Byte).Array[0, 3];

    // Those that are read as they are, which is what the changes begin with.
    [Fact]
    public void An_unchanged_text_signs()
    {
        foreach (var text in Texts)
        {
            using var key = PrivateKeyReader.Read(text, Phrase, out var fault);
            Assert.True(key is not null || fault == PrivateKeyFaults.EncryptedHere, fault);
        }
    }

    [Fact]
    public void A_changed_text_signs_verifiably_or_has_a_known_fault() =>
        Gen.Select(Gen.Int[0, Texts.Length - 1], Mutations).Sample((text, mutations) =>
            AssertSignsOrIsRefused(Encoding.UTF8.GetString(Mutated(Encoding.UTF8.GetBytes(Texts[text]), mutations))), iter: 1000);

    // In the numbers, where the text alone stays well-formed.
    [Fact]
    public void A_changed_number_signs_verifiably_or_has_a_known_fault() =>
        Gen.Select(Gen.Int[0, 1], Mutations, Gen.Bool).Sample((form, mutations, isHead) =>
        {
            // Tags and lengths stand at the head, and one byte anywhere hits a number.
            var (label, der) = Ders[form];
            var mutated = isHead
                ? Mutated(der, [.. mutations.Select(m => m with { Place = m.Place / 25, Count = 1 })])
                : Mutated(der, [.. mutations.Select(m => m with { Kind = 0, Count = 1 })]);
            AssertSignsOrIsRefused(PemEncoding.WriteString(label, mutated));
        }, iter: 1000);

    private static void AssertSignsOrIsRefused(string text)
    {
        using var key = PrivateKeyReader.Read(text, Phrase, out var fault);
        if (key is null)
        {
            Assert.True(Faults.Contains(fault) || Regex.IsMatch(fault!, "^has [0-9]{1,5} bits: "), "An unknown fault.");
            return;
        }

        Assert.Null(fault);
        var data = "header.claims"u8.ToArray();
        using var rsa = RSA.Create(new RSAParameters { Modulus = Key.Modulus, Exponent = Key.Exponent });
        Assert.True(rsa.VerifyData(data, key.SignAsync(data, CancellationToken.None).Result, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1), "It signs for another key.");
    }

    private static byte[] Mutated(byte[] bytes, IEnumerable<(int Kind, int Place, int Count, byte Value)> mutations)
    {
        var result = bytes.ToList();
        foreach (var (kind, place, count, value) in mutations)
        {
            var start = Math.Min(result.Count, result.Count * place / 1000);
            var most = Math.Min(count, result.Count - start);
            switch (kind)
            {
                case 0 when most > 0:
                    result[start] = value;
                    break;
                case 1:
                    result.InsertRange(start, Enumerable.Repeat(value, count));
                    break;
                case 2:
                    result.RemoveRange(start, most);
                    break;
            }
        }

        return [.. result];
    }
}
