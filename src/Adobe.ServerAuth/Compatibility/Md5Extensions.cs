using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;

namespace Adobe.ServerAuth.Compatibility;

internal static class Md5Extensions
{
    extension(MD5)
    {
        [SuppressMessage("Security", "CA5351:Do Not Use Broken Cryptographic Algorithms", Justification = "It reads what others have written.")]
        public static byte[] HashData(byte[] data)
        {
            using var md5 = MD5.Create();
            return md5.ComputeHash(data);
        }
    }
}
