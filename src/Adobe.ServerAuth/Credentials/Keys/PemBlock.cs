using System.Diagnostics;

namespace Adobe.ServerAuth.Credentials;

// One block of PEM text (RFC 7468), such as "PRIVATE KEY".
internal sealed class PemBlock(string label, string body)
{
    public const string Pkcs8 = "PRIVATE KEY";
    public const string EncryptedPkcs8 = "ENCRYPTED PRIVATE KEY";
    public const string Pkcs1 = "RSA PRIVATE KEY";
    public const string Certificate = "CERTIFICATE";

    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    private readonly string _body = body;

    public string Label { get; } = label;

    public bool IsPrivateKey => Label.EndsWith(Pkcs8, StringComparison.Ordinal);

    // The old form of OpenSSL has headers before the base64 text.
    public bool IsLegacyEncrypted => _body.Contains("Proc-Type:", StringComparison.Ordinal);

    // What stands before the base64 text, and the text.
    public (string Headers, byte[]? Content) Split()
    {
        var at = _body.LastIndexOf(':');
        if (at < 0)
        {
            return ("", Decode(_body));
        }

        // The base64 text begins behind the first blank line, or, where blanks took the place of line breaks, behind the value of the last header.
        var end = at + 1;
        while (end < _body.Length && char.IsWhiteSpace(_body[end]))
        {
            end++;
        }

        while (end < _body.Length && !char.IsWhiteSpace(_body[end]))
        {
            end++;
        }

        return (_body.Substring(0, end), Decode(_body.Substring(end)));
    }

    // Null when the body is no base64 text.
    public byte[]? Decode() => Decode(_body);

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
