using System.Security.Cryptography;

namespace Adobe.ServerAuth.Benchmarks.Credentials;

internal static class RandomText
{
    public static string Hex(int length) => RandomNumberGenerator.GetHexString(length, lowercase: true);

    public static string Guid() => System.Guid.NewGuid().ToString();
}
