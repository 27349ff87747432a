using System.Security.Cryptography;

namespace Adobe.ServerAuth.Compatibility;

internal static class HashExtensions
{
    extension(SHA256)
    {
        public static byte[] HashData(byte[] data)
        {
            using var sha = SHA256.Create();
            return sha.ComputeHash(data);
        }
    }
}
