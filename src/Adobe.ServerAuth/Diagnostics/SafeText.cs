using System.Globalization;
using System.Text;

namespace Adobe.ServerAuth.Diagnostics;

// Text of foreign origin, made fit for logs, exceptions and terminals.
internal static class SafeText
{
    public const int MaxLength = 512;

    public static string? Clean(string? text) => Cut(Strip(text), MaxLength);

    public static string? Strip(string? text)
    {
        if (text is null)
        {
            return null;
        }

        var clean = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '\u001b')
            {
                i = EndOfEscapeSequence(text, i);
            }
            else if (char.IsSurrogate(text[i]))
            {
                if (i + 1 < text.Length && char.IsSurrogatePair(text[i], text[i + 1]))
                {
                    clean.Append(text[i]).Append(text[++i]);
                }
            }
            else if (text[i] is '\r' or '\n' or '\t' or '\u0085' or '\u2028' or '\u2029')
            {
                clean.Append(' ');
            }
            else if (char.GetUnicodeCategory(text[i]) is not (UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.OtherNotAssigned))
            {
                clean.Append(text[i]);
            }
        }

        var stripped = clean.ToString().Trim();
        return stripped.Length == 0 ? null : stripped;
    }

    public static string? Cut(string? text, int length)
    {
        if (text is null || text.Length <= length)
        {
            return text;
        }

        return text.Substring(0, char.IsHighSurrogate(text[length - 1]) ? length - 1 : length);
    }

    // ESC [ parameters final, or ESC and one character more.
    private static int EndOfEscapeSequence(string text, int start)
    {
        var i = start + 1;
        if (i >= text.Length || text[i] != '[')
        {
            return Math.Min(i, text.Length - 1);
        }

        i++;
        while (i < text.Length && text[i] is >= ' ' and <= '?')
        {
            i++;
        }

        return Math.Min(i, text.Length - 1);
    }
}
