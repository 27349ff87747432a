using Adobe.ServerAuth.Configuration;

namespace Adobe.ServerAuth.Credentials;

// The text of a key without what files, JSON and environment variables have put around it (docs/ims-protocol.md 3.3).
internal static class PrivateKeyText
{
    public static string Unwrap(string text)
    {
        var inner = text.Trim().TrimStart('\uFEFF').Trim();
        if (inner.Length > 1 && inner[0] == inner[inner.Length - 1] && inner[0] is '"' or '\'')
        {
            inner = inner.Substring(1, inner.Length - 2).Trim();
        }

        return JsonArrayText.Read(inner) is { } lines ? string.Join("\n", lines) : inner;
    }

    // Base64 text without the lines around it: DER. Null when it is something else.
    public static byte[]? Der(string text)
    {
        if (text.Length == 0 || text.Contains("-----", StringComparison.Ordinal))
        {
            return null;
        }

        try
        {
            return Convert.FromBase64String(text.Replace("\\r", "").Replace("\\n", ""));
        }
        catch (FormatException)
        {
            return null;
        }
    }
}
