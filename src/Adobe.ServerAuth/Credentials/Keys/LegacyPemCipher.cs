using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;

namespace Adobe.ServerAuth.Credentials;

// The encryption of OpenSSL's old PEM files (Proc-Type: 4,ENCRYPTED): the cipher and its IV stand in DEK-Info (RFC 1421 section 4.6.1.3), and the key is
// made of the passphrase with MD5 (EVP_BytesToKey with one round, PEM_do_header).
internal static class LegacyPemCipher
{
    private const string Info = "DEK-Info:";
    private const int SaltLength = 8;

    // What is wrong, or null.
    public static string? Decrypt(string headers, byte[] content, string passphrase, out byte[] der)
    {
        der = [];
        var at = headers.IndexOf(Info, StringComparison.Ordinal);
        var parts = at < 0 ? [] : headers.Substring(at + Info.Length).Trim().Split(',');
        if (parts.Length != 2 || KeyLength(parts[0].Trim()) is not { } keyLength)
        {
            return PrivateKeyFaults.UnknownCipher;
        }

        using var cipher = Cipher(parts[0].Trim());
        if (Bytes(parts[1].Trim()) is not { } iv || iv.Length != cipher.BlockSize / 8)
        {
            return PrivateKeyFaults.Damaged;
        }

        var key = Key(Encoding.UTF8.GetBytes(passphrase), iv, keyLength);
        try
        {
            cipher.Mode = CipherMode.CBC;
            cipher.Padding = PaddingMode.PKCS7;
            using var decryptor = cipher.CreateDecryptor(key, iv);
            der = decryptor.TransformFinalBlock(content, 0, content.Length);
            return null;
        }
        catch (CryptographicException)
        {
            return PrivateKeyFaults.WrongPassphrase;
        }
        finally
        {
            Array.Clear(key, 0, key.Length);
        }
    }

    private static int? KeyLength(string cipher) => cipher switch
    {
        "AES-128-CBC" => 16,
        "AES-192-CBC" or "DES-EDE3-CBC" => 24,
        "AES-256-CBC" => 32,
        _ => null,
    };

    [SuppressMessage("Security", "CA5350:Do Not Use Weak Cryptographic Algorithms", Justification = "It reads what others have written.")]
    private static SymmetricAlgorithm Cipher(string name) => name == "DES-EDE3-CBC" ? TripleDES.Create() : Aes.Create();

    [SuppressMessage("Security", "CA5351:Do Not Use Broken Cryptographic Algorithms", Justification = "It reads what others have written.")]
    private static byte[] Key(byte[] passphrase, byte[] iv, int length)
    {
        var key = new byte[length];
        byte[] hash = [];
        for (var filled = 0; filled < length;)
        {
            var input = new byte[hash.Length + passphrase.Length + SaltLength];
            hash.CopyTo(input, 0);
            passphrase.CopyTo(input, hash.Length);
            Array.Copy(iv, 0, input, hash.Length + passphrase.Length, SaltLength);
            hash = MD5.HashData(input);
            Array.Clear(input, 0, input.Length);
            var count = Math.Min(hash.Length, length - filled);
            Array.Copy(hash, 0, key, filled, count);
            filled += count;
        }

        Array.Clear(hash, 0, hash.Length);
        Array.Clear(passphrase, 0, passphrase.Length);
        return key;
    }

    private static byte[]? Bytes(string hex)
    {
        if (hex.Length % 2 != 0 || !hex.All(Uri.IsHexDigit))
        {
            return null;
        }

        var bytes = new byte[hex.Length / 2];
        for (var i = 0; i < bytes.Length; i++)
        {
            bytes[i] = (byte)((Uri.FromHex(hex[i * 2]) << 4) | Uri.FromHex(hex[(i * 2) + 1]));
        }

        return bytes;
    }
}
