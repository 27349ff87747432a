using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Adobe.ServerAuth.IntegrationTests.Emulator;

/// <summary>Signs assertions: by a library of others, or by hand where that one would not write such a thing.</summary>
internal static class Assertion
{
    public const string Header = """{"alg":"RS256"}""";

    public static string Sign(string payload, string? privateKey = null)
    {
        using var key = Key(privateKey);
        var securityKey = new RsaSecurityKey(key) { CryptoProviderFactory = new CryptoProviderFactory { CacheSignatureProviders = false } };
        var handler = new JsonWebTokenHandler { SetDefaultTimesOnTokenCreation = false };
        return handler.CreateToken(payload, new SigningCredentials(securityKey, SecurityAlgorithms.RsaSha256));
    }

    public static string SignByHand(string header, string payload) =>
        SignByHand(Encoding.UTF8.GetBytes(header), Encoding.UTF8.GetBytes(payload));

    public static string SignByHand(byte[] header, byte[] payload) =>
        SignParts(Base64Url.EncodeToString(header), Base64Url.EncodeToString(payload));

    public static string SignParts(string header, string payload)
    {
        using var key = Key(null);
        var signature = key.SignData(Encoding.ASCII.GetBytes($"{header}.{payload}"), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        return $"{header}.{payload}.{Base64Url.EncodeToString(signature)}";
    }

    private static RSA Key(string? privateKey)
    {
        var key = RSA.Create();
        key.ImportFromPem(privateKey ?? TestKey.First.PrivateKey);
        return key;
    }
}
