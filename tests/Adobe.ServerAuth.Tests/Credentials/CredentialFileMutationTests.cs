using System.Text;
using Adobe.ServerAuth.Credentials;
using Adobe.ServerAuth.Tests.Fakes;
using CsCheck;

namespace Adobe.ServerAuth.Tests.Credentials;

/// <summary>Real files, changed anywhere.</summary>
public class CredentialFileMutationTests
{
    private static readonly string[] Texts =
    [
        ConsoleFiles.Workspace(ConsoleFiles.KeyEntry(), ConsoleFiles.OAuthEntry(), ConsoleFiles.JwtEntry(), ConsoleFiles.MigratingEntry()),
        ConsoleFiles.Workspace(ConsoleFiles.OAuthEntry("a", "b", "c"), ConsoleFiles.OAuthEntry("d", "e", "f")),
        ConsoleFiles.FlatOAuth(), ConsoleFiles.FlatJwt(), ConsoleFiles.Aem(certificate: RsaKeys.Certificate(RsaKeys.OfBits(2048)), ends: "2026-01-01T00:00:00.000Z"),
        ConsoleFiles.Pdf(), ConsoleFiles.PdfJwt(), ConsoleFiles.Action(), ConsoleFiles.Aio(), ConsoleFiles.AioJwt(),
    ];

    // Pieces that mean something to one of the readers.
    private static readonly string[] Pieces = ["\"", "{", "}", "[", "]", ",", ":", "null", "1", "true", "\\u0000", "\\ud800", "\uD800", "\uDC00", "=", "_", "__", "\n", "https://", "@", "://", "\uFEFF", "[]", "{}", "\"\""];

    private static readonly Gen<(int Kind, int Place, int Count, string Piece)[]> Mutations =
        Gen.Select(Gen.Int[0, 3], Gen.Int[0, 1000], Gen.Int[1, 60], Gen.OneOf(Gen.OneOf(Pieces), Gen.Char.Select(c => c.ToString()))).Array[0, 4];

    [Fact]
    public void A_changed_file_is_read_or_refused_and_shows_no_secret() =>
        Gen.Select(Gen.Int[0, Texts.Length - 1], Mutations).Sample((index, mutations) =>
        {
            var text = Mutated(Texts[index], mutations);
            try
            {
                CredentialFile.Apply(text, new AdobeServerAuthOptions());
            }
            catch (CredentialException failure)
            {
                var shown = failure.ToString();
                Assert.All(new[] { Make.Secret, ConsoleFiles.OldSecret }, secret =>
                    Assert.DoesNotContain(Enumerable.Range(0, secret.Length - 11).Select(i => secret.Substring(i, 12)), run => shown.Contains(run, StringComparison.Ordinal)));
                Assert.DoesNotContain("MII", shown, StringComparison.Ordinal);
            }
        }, iter: 20_000);

    // All the way to the settings that are used.
    [Fact]
    public void What_a_changed_file_says_is_valid_or_told_without_a_secret() =>
        Gen.Select(Gen.Int[0, Texts.Length - 1], Mutations).Sample((index, mutations) =>
        {
            using var folder = new TemporaryFolder();
            var path = folder.Write(Mutated(Texts[index], mutations));
            var options = new AdobeServerAuthOptions { CredentialFile = path };
            try
            {
                CredentialSettings.From(null, options).Dispose();
            }
            catch (Microsoft.Extensions.Options.OptionsValidationException refusal)
            {
                var shown = refusal.ToString();
                Assert.All(new[] { Make.Secret, ConsoleFiles.OldSecret }, secret =>
                    Assert.DoesNotContain(Enumerable.Range(0, secret.Length - 11).Select(i => secret.Substring(i, 12)), run => shown.Contains(run, StringComparison.Ordinal)));
            }
        }, iter: 1_000);

    private static string Mutated(string text, IEnumerable<(int Kind, int Place, int Count, string Piece)> mutations)
    {
        var result = new StringBuilder(text);
        foreach (var (kind, place, count, piece) in mutations)
        {
            var start = Math.Min(result.Length, result.Length * place / 1000);
            var most = Math.Min(count, result.Length - start);
            switch (kind)
            {
                case 0:
                    result.Insert(start, piece);
                    break;
                case 1:
                    result.Remove(start, most);
                    break;
                case 2:
                    result.Remove(start, most).Insert(start, piece);
                    break;
                default:
                    // A part of the file a second time.
                    result.Insert(start, text.AsSpan(Math.Min(start, text.Length), Math.Min(most, text.Length - Math.Min(start, text.Length))));
                    break;
            }
        }

        return result.ToString();
    }
}
