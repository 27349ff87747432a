using System.Globalization;

namespace Adobe.ServerAuth.Configuration;

// A byte order mark and a zero-width space come along when a secret is copied; they are part of it when it is sent.
internal static class SecretText
{
    public static bool IsValid(string text) =>
        text.Trim().Length == text.Length && !text.Any(c => char.IsControl(c) || char.GetUnicodeCategory(c) is UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator);
}
