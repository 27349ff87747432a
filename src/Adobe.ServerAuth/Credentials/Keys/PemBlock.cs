namespace Adobe.ServerAuth.Credentials;

// One block of PEM text (RFC 7468), such as "PRIVATE KEY".
internal sealed class PemBlock(string label, string body)
{
    public const string Pkcs8 = "PRIVATE KEY";
    public const string EncryptedPkcs8 = "ENCRYPTED PRIVATE KEY";
    public const string Pkcs1 = "RSA PRIVATE KEY";
    public const string Certificate = "CERTIFICATE";

    public string Label { get; } = label;

    public bool IsPrivateKey => Label.EndsWith(Pkcs8, StringComparison.Ordinal);

    // The old form of OpenSSL has headers before the base64 text.
    public bool IsLegacyEncrypted => body.Contains("Proc-Type:", StringComparison.Ordinal);

    // What stands before the base64 text, and the text.
    public (string Headers, byte[]? Content) Split()
    {
        var at = body.LastIndexOf(':');
        if (at < 0)
        {
            return ("", Decode(body));
        }

        // The base64 text begins behind the first blank line, or, where blanks took the place of line breaks, behind the value of the last header.
        var end = at + 1;
        while (end < body.Length && char.IsWhiteSpace(body[end]))
        {
            end++;
        }

        while (end < body.Length && !char.IsWhiteSpace(body[end]))
        {
            end++;
        }

        return (body.Substring(0, end), Decode(body.Substring(end)));
    }

    // Null when the body is no base64 text.
    public byte[]? Decode() => Decode(body);

    private static byte[]? Decode(string text)
    {
        try
        {
            return Convert.FromBase64String(text);
        }
        catch (FormatException)
        {
            return null;
        }
    }
}
