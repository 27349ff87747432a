namespace Adobe.ServerAuth.Testing.Emulator;

/// <summary>Finds text that was not URL-encoded, which the framework's own lenient readers would let through.</summary>
internal static class UrlEncodedSyntax
{
    public static bool IsWellFormed(ReadOnlySpan<char> text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] is < '!' or > '~')
            {
                return false;
            }

            if (text[i] == '%' && (i + 2 >= text.Length || !char.IsAsciiHexDigit(text[i + 1]) || !char.IsAsciiHexDigit(text[i + 2])))
            {
                return false;
            }
        }

        return true;
    }
}
