using System.Collections;
using System.Net;
using System.Text;
using System.Text.Json;

namespace Adobe.ServerAuth.Tests.Fakes;

/// <summary>Searches texts for any eight characters of a secret in a row: raw, URL-, JSON-, HTML- and base64-encoded.</summary>
internal static class Leaks
{
    private const int Run = 8;

    public static void AssertNone(string secret, params IEnumerable<string?> texts)
    {
        foreach (var text in texts.OfType<string>())
        {
            foreach (var trace in Traces(secret))
            {
                Assert.False(
                    text.Contains(trace, StringComparison.OrdinalIgnoreCase),
                    $"A text shows {trace.Length} characters of a secret in a row ({trace}): {text}");
            }
        }
    }

    /// <summary>Everything that an exception can show: its texts, those of its causes, and its data.</summary>
    public static IEnumerable<string?> TextsOf(Exception? exception)
    {
        for (var e = exception; e is not null; e = e.InnerException)
        {
            yield return e.ToString();
            yield return e.Message;
            foreach (var property in e.GetType().GetProperties())
            {
                yield return property.GetValue(e)?.ToString();
            }

            foreach (DictionaryEntry entry in e.Data)
            {
                yield return $"{entry.Key} = {entry.Value}";
            }
        }
    }

    private static IEnumerable<string> Traces(string secret)
    {
        for (var i = 0; i + Run <= secret.Length; i++)
        {
            var part = secret.Substring(i, Run);
            yield return part;
            yield return Uri.EscapeDataString(part);
            yield return string.Concat(Encoding.UTF8.GetBytes(part).Select(b => $"%{b:x2}"));
            yield return Uri.EscapeDataString(Uri.EscapeDataString(part));
            yield return Convert.ToHexString(Encoding.UTF8.GetBytes(part));
            yield return string.Concat(part.Select(one => $"&#{(int)one};"));
            yield return System.Text.RegularExpressions.Regex.Escape(part);
            yield return WebUtility.HtmlEncode(part);
            yield return JsonEncodedText.Encode(part).ToString();
            for (var shift = 0; shift < 3; shift++)
            {
                var inner = InnerBase64(part, shift);
                yield return inner;
                yield return inner.Replace('+', '-').Replace('/', '_');
            }
        }
    }

    // The characters of the base64 text that depend on the part alone, wherever it stands in a longer text.
    private static string InnerBase64(string part, int shift)
    {
        var bytes = Encoding.UTF8.GetBytes(part);
        var base64 = Convert.ToBase64String([.. new byte[shift], .. bytes]);
        var first = ((shift * 8) + 5) / 6;
        var end = (shift + bytes.Length) * 8 / 6;
        return base64[first..end];
    }
}
