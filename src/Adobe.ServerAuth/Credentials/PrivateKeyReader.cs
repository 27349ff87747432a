using System.Security.Cryptography;

namespace Adobe.ServerAuth.Credentials;

// Turns the text of a private key into a key that signs, or says what is wrong with it.
internal static class PrivateKeyReader
{
    public const int LongestText = 64 * 1024;
    private const int LeastBits = 2048;

    public static SigningKey? Read(string text, out string? fault)
    {
        var block = Choose(text, out fault);
        if (block is null)
        {
            return null;
        }

        var parameters = default(RSAParameters);
        var der = block.Decode();
        try
        {
            fault = der is null ? PrivateKeyFaults.Damaged
                : block.Label == "PRIVATE KEY" ? RsaPrivateKeyDer.ReadPkcs8(der, out parameters)
                : RsaPrivateKeyDer.ReadPkcs1(der, out parameters);
            fault ??= TooShort(parameters.Modulus!);
            if (fault is not null)
            {
                return null;
            }

            var key = SigningKey.TryCreate(parameters);
            fault = key is null ? PrivateKeyFaults.CanNotSign : null;
            return key;
        }
        finally
        {
            Array.Clear(der ?? [], 0, der?.Length ?? 0);
            RsaPrivateKeyDer.Clear(parameters);
        }
    }

    private static PemBlock? Choose(string text, out string? fault)
    {
        if (text.Length > LongestText)
        {
            fault = PrivateKeyFaults.TooLong;
            return null;
        }

        var blocks = PemText.Read(text, out var isCut);
        var keys = blocks.Where(block => block.IsPrivateKey).ToArray();
        fault = keys.Length switch
        {
            0 => isCut ? PrivateKeyFaults.NoEnd : blocks.Count > 0 ? Fault(blocks[0].Label) : PrivateKeyFaults.NotPem,
            1 => Fault(keys[0]),
            _ => PrivateKeyFaults.Several,
        };
        return fault is null ? keys[0] : null;
    }

    private static string? Fault(PemBlock key) => key switch
    {
        { IsEncrypted: true } => PrivateKeyFaults.Encrypted,
        { Label: "PRIVATE KEY" or "RSA PRIVATE KEY" } => null,
        { Label: "EC PRIVATE KEY" } => PrivateKeyFaults.EllipticCurve,
        { Label: "OPENSSH PRIVATE KEY" } => PrivateKeyFaults.OpenSsh,
        _ => PrivateKeyFaults.NotRsa,
    };

    private static string Fault(string label) => label switch
    {
        "CERTIFICATE" or "X509 CERTIFICATE" or "TRUSTED CERTIFICATE" => PrivateKeyFaults.Certificate,
        "CERTIFICATE REQUEST" or "NEW CERTIFICATE REQUEST" => PrivateKeyFaults.CertificateRequest,
        "PUBLIC KEY" or "RSA PUBLIC KEY" => PrivateKeyFaults.PublicKey,
        _ => PrivateKeyFaults.Unknown,
    };

    private static string? TooShort(byte[] modulus)
    {
        var bits = modulus.Length * 8;
        for (var first = modulus[0]; first < 0x80; first <<= 1)
        {
            bits--;
        }

        return bits < LeastBits ? PrivateKeyFaults.TooShort(bits) : null;
    }
}
