using Adobe.ServerAuth.Diagnostics;

namespace Adobe.ServerAuth.Credentials;

// What of a credential file may be told: it may be damaged in such a way that a secret stands where a name does.
internal static class ShownText
{
    private const int LongestRun = 9;
    private const int LongestWord = 24;

    // Null for what may be a part of a secret: many letters and digits in a row, with a digit among them.
    public static string? Name(string? text)
    {
        var (run, hasDigit) = (0, false);
        foreach (var c in text ?? "")
        {
            (run, hasDigit) = char.IsLetterOrDigit(c) || c is '+' or '/' or '=' ? (run + 1, hasDigit || char.IsDigit(c)) : (0, false);
            if (run > (hasDigit ? LongestRun : LongestWord))
            {
                return null;
            }
        }

        return SafeText.Clean(text);
    }

    // Enough to tell one from another.
    public static string ClientId(string? text) => text is null ? "missing"
        : text.Length > LongestRun ? SafeText.Clean(text.Substring(0, LongestRun - 3)) + "…"
        : SafeText.Clean(text) ?? "missing";
}
