using Microsoft.AspNetCore.WebUtilities;

namespace Adobe.ServerAuth.Testing.Emulator;

internal static class Base64UrlText
{
    /// <returns>The bytes, or null for text that no encoder writes: padding, blanks, other alphabets, left-over bits.</returns>
    public static byte[]? Decode(string text)
    {
        try
        {
            var bytes = WebEncoders.Base64UrlDecode(text);
            return WebEncoders.Base64UrlEncode(bytes) == text ? bytes : null;
        }
        catch (FormatException)
        {
            return null;
        }
    }
}
