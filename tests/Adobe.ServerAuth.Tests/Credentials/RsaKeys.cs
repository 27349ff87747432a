using System.Collections.Concurrent;
using System.Numerics;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Adobe.ServerAuth.Tests.Fakes;

namespace Adobe.ServerAuth.Tests.Credentials;

/// <summary>Keys of this run, each made once.</summary>
internal static class RsaKeys
{
    private static readonly ConcurrentDictionary<int, Lazy<RSAParameters>> Made = new();

    /// <summary>A key of that many bits; that of 2048 is the one that all tests share.</summary>
    public static RSAParameters OfBits(int bits) => Made.GetOrAdd(bits, static size => new Lazy<RSAParameters>(() =>
    {
        using var rsa = RSA.Create();
        if (size == 2048)
        {
            rsa.ImportFromPem(Make.PrivateKey);
        }
        else
        {
            rsa.KeySize = size;
        }

        return rsa.ExportParameters(true);
    })).Value;

    public static RSAParameters NewOne()
    {
        using var rsa = RSA.Create(2048);
        return rsa.ExportParameters(true);
    }

    public static string Pkcs8(RSAParameters key) => Export(key, rsa => rsa.ExportPkcs8PrivateKeyPem());

    public static string Pkcs1(RSAParameters key) => Export(key, rsa => rsa.ExportRSAPrivateKeyPem());

    public static string Certificate(RSAParameters key) => Export(key, rsa =>
    {
        using var certificate = Request(rsa).CreateSelfSigned(DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch.AddYears(100));
        return certificate.ExportCertificatePem();
    });

    public static string CertificateRequest(RSAParameters key) => Export(key, rsa => Request(rsa).CreateSigningRequestPem());

    public static T Export<T>(RSAParameters key, Func<RSA, T> export)
    {
        using var rsa = RSA.Create(key);
        return export(rsa);
    }

    /// <summary>The shared key with another public exponent, so that one of its numbers is a byte shorter than usual.</summary>
    public static RSAParameters WithLeadingZero(Func<RSAParameters, byte[]> number)
    {
        var key = OfBits(2048);
        var (p, q) = (Number(key.P!), Number(key.Q!));
        var phi = (p - 1) * (q - 1);
        for (var e = new BigInteger(65539); ; e += 2)
        {
            if (!BigInteger.GreatestCommonDivisor(e, phi).IsOne)
            {
                continue;
            }

            var d = Inverse(e, phi);
            key.Exponent = e.ToByteArray(isUnsigned: true, isBigEndian: true);
            (key.D, key.DP, key.DQ) = (Bytes(d, key.D!.Length), Bytes(d % (p - 1), key.DP!.Length), Bytes(d % (q - 1), key.DQ!.Length));
            if (number(key)[0] == 0)
            {
                return key;
            }
        }
    }

    private static CertificateRequest Request(RSA rsa) => new("CN=test", rsa, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);

    private static BigInteger Number(byte[] bytes) => new(bytes, isUnsigned: true, isBigEndian: true);

    private static byte[] Bytes(BigInteger number, int length)
    {
        var bytes = number.ToByteArray(isUnsigned: true, isBigEndian: true);
        return [.. new byte[length - bytes.Length], .. bytes];
    }

    private static BigInteger Inverse(BigInteger value, BigInteger modulus)
    {
        var (a, b, x, y) = (value, modulus, BigInteger.One, BigInteger.Zero);
        while (!b.IsZero)
        {
            var quotient = BigInteger.DivRem(a, b, out var rest);
            (a, b) = (b, rest);
            (x, y) = (y, x - (quotient * y));
        }

        return x.Sign < 0 ? x + modulus : x;
    }
}
