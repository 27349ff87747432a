using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.RegularExpressions;

namespace Adobe.ServerAuth.Diagnostics;

// Withholds a text that repeats a secret, or eight characters of it in a row, in any of the encodings a server may echo it in.
internal sealed class SecretFilter
{
    public const string Withheld = "[withheld: it repeated a part of a secret]";
    private const int RunLength = 8;
    private const int BlockLength = 4;

    // Longer than what is kept of a text, so that no run that is kept is left unseen.
    private const int ScannedLength = SafeText.MaxLength * 4;

    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    private readonly string[] _secrets;

    public SecretFilter(params string[] secrets) => _secrets = secrets;

    public string? Clean(string? text)
    {
        var stripped = SafeText.Cut(SafeText.Strip(text), ScannedLength);
        return stripped is null || !AreIn(stripped) ? SafeText.Cut(stripped, SafeText.MaxLength) : Withheld;
    }

    public bool AreIn(string text)
    {
        foreach (var secret in _secrets)
        {
            if (Forms(secret).Distinct(StringComparer.OrdinalIgnoreCase).Any(form => SharesRun(text, form))
                || Blocks(secret).Any(block => text.Contains(block, StringComparison.OrdinalIgnoreCase)))
            {
                return true;
            }
        }

        return false;
    }

    private static bool SharesRun(string text, string form)
    {
        if (form.Length <= RunLength)
        {
            return form.Length > 0 && text.Contains(form, StringComparison.OrdinalIgnoreCase);
        }

        for (var i = 0; i + RunLength <= form.Length; i++)
        {
            if (text.AsSpan().Contains(form.AsSpan(i, RunLength), StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return false;
    }

    private static IEnumerable<string> Forms(string secret)
    {
        yield return secret;
        yield return Uri.EscapeDataString(secret);
        yield return WebUtility.UrlEncode(secret);
        yield return WebUtility.HtmlEncode(secret);
        yield return JavaScriptEncoder.Default.Encode(secret);
        yield return JavaScriptEncoder.UnsafeRelaxedJsonEscaping.Encode(secret);
        yield return JavaScriptEncoder.UnsafeRelaxedJsonEscaping.Encode(secret).Replace("/", "\\/");
        yield return Regex.Escape(secret);
        foreach (var text in new[] { secret, Uri.EscapeDataString(secret), WebUtility.UrlEncode(secret) })
        {
            // Inside a longer text a secret starts at any of three places of a base64 group; the characters at its two ends are shared
            // with its neighbours, so they are left out.
            for (var shift = 0; shift < 3; shift++)
            {
                var base64 = Convert.ToBase64String(Encoding.UTF8.GetBytes(new string(' ', shift) + text)).TrimEnd('=');
                var inner = base64.Substring(shift == 0 ? 0 : shift + 1, base64.Length - (shift == 0 ? 0 : shift + 1));
                yield return inner;
                yield return inner.Replace('+', '-').Replace('/', '_');
            }
        }
    }

    // Encodings that make several characters of one: eight characters of the secret in a row hold four from one of these places.
    private static IEnumerable<string> Blocks(string secret)
    {
        for (var i = 0; i + BlockLength <= secret.Length; i += BlockLength)
        {
            var block = secret.Substring(i, BlockLength);
            var bytes = Encoding.UTF8.GetBytes(block);
            yield return string.Concat(bytes.Select(one => one.ToString("X2", CultureInfo.InvariantCulture)));
            yield return string.Concat(bytes.Select(one => "%" + one.ToString("X2", CultureInfo.InvariantCulture)));
            yield return string.Concat(block.Select(one => "&#" + ((int)one).ToString(CultureInfo.InvariantCulture) + ";"));
            yield return string.Concat(block.Select(one => "&#x" + ((int)one).ToString("X", CultureInfo.InvariantCulture) + ";"));
            var twice = Uri.EscapeDataString(Uri.EscapeDataString(block));
            if (twice.Length >= 2 * BlockLength)
            {
                yield return twice;
            }
        }
    }
}
