using System.Security.Cryptography;
using System.Text;

namespace Adobe.ServerAuth.Caching.Sharing;

// One byte for the format, a random nonce, the tag, and what AES-GCM makes of the content. The name of the entry is authenticated with it, so
// that no entry passes for another.
internal static class TokenSeal
{
    private const byte Format = 1;
    private const int NonceSize = 12;
    private const int TagSize = 16;
    private const int HeaderSize = 1 + NonceSize + TagSize;

    // Several times the longest token that IMS has been seen to issue.
    private const int LongestEntry = 64 * 1024;

    public static byte[] Seal(byte[] key, string entry, ReadOnlySpan<byte> content)
    {
        var result = new byte[HeaderSize + content.Length];
        result[0] = Format;
        RandomNumberGenerator.Fill(result.AsSpan(1, NonceSize));
        using var aes = new AesGcm(key, TagSize);
        aes.Encrypt(result.AsSpan(1, NonceSize), content, result.AsSpan(HeaderSize), result.AsSpan(1 + NonceSize, TagSize), Bound(entry));
        return result;
    }

    // Null with what is wrong.
    public static byte[]? Open(byte[] key, string entry, ReadOnlySpan<byte> sealedContent, out string fault)
    {
        fault = Fault(sealedContent);
        if (fault.Length > 0)
        {
            return null;
        }

        var content = new byte[sealedContent.Length - HeaderSize];
        try
        {
            using var aes = new AesGcm(key, TagSize);
            aes.Decrypt(sealedContent.Slice(1, NonceSize), sealedContent[HeaderSize..], sealedContent.Slice(1 + NonceSize, TagSize), content, Bound(entry));
            return content;
        }
        catch (CryptographicException)
        {
            fault = "was not sealed with this credential, or was changed";
            return null;
        }
    }

    private static string Fault(ReadOnlySpan<byte> sealedContent) =>
        sealedContent.Length > 0 && sealedContent[0] != Format ? "has a format that this version does not read"
        : sealedContent.Length < HeaderSize ? "is cut off"
        : sealedContent.Length > LongestEntry ? "is too long"
        : "";

    private static byte[] Bound(string entry) => [Format, .. Encoding.UTF8.GetBytes(entry)];
}
