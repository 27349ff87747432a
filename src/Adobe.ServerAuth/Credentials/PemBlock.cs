namespace Adobe.ServerAuth.Credentials;

// One block of PEM text (RFC 7468), such as "PRIVATE KEY".
internal sealed class PemBlock(string label, string body)
{
    public string Label { get; } = label;

    public bool IsPrivateKey => Label.EndsWith("PRIVATE KEY", StringComparison.Ordinal);

    // The old form of OpenSSL has headers before the base64 text.
    public bool IsEncrypted => Label.StartsWith("ENCRYPTED", StringComparison.Ordinal) || body.Contains("Proc-Type:", StringComparison.Ordinal);

    // Null when the body is no base64 text.
    public byte[]? Decode()
    {
        try
        {
            return Convert.FromBase64String(body);
        }
        catch (FormatException)
        {
            return null;
        }
    }
}
