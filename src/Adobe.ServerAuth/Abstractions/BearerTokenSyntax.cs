namespace Adobe.ServerAuth.Abstractions;

// b64token of RFC 6750 section 2.1.
internal static class BearerTokenSyntax
{
    public static bool IsValid(string value)
    {
        var end = value.Length;
        while (end > 0 && value[end - 1] == '=')
        {
            end--;
        }

        for (var i = 0; i < end; i++)
        {
            if (!IsTokenCharacter(value[i]))
            {
                return false;
            }
        }

        return end > 0;
    }

    private static bool IsTokenCharacter(char c) =>
        c is (>= 'A' and <= 'Z') or (>= 'a' and <= 'z') or (>= '0' and <= '9') or '-' or '.' or '_' or '~' or '+' or '/';
}
