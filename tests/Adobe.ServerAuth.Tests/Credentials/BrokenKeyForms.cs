using System.Formats.Asn1;
using System.Numerics;
using System.Security.Cryptography;

namespace Adobe.ServerAuth.Tests.Credentials;

/// <summary>Every text that we know of that people put in the place of a private key, and what must be said about it.</summary>
internal static class BrokenKeyForms
{
    private const string Damaged = "is damaged: the text between its BEGIN and END lines";
    private const string NoEnd = "is damaged: its -----END";
    private static readonly RSAParameters Key = RsaKeys.OfBits(2048);

    public static IReadOnlyDictionary<string, (string Rule, Func<string> Text)> All { get; } = new Dictionary<string, (string Rule, Func<string> Text)>
    {
        ["nothing"] = ("is missing", () => ""),
        ["blanks"] = ("is missing", () => " \r\n\t"),
        ["a path"] = ("A path belongs under PrivateKeyFile", () => "/etc/adobe/4711.pem"),
        ["a path of Windows"] = ("A path belongs under PrivateKeyFile", () => "C:\\new\\rsa\\4711.pem"),
        ["a certificate"] = ("is a certificate, which anyone may see", () => RsaKeys.Certificate(Key)),
        ["a certificate request"] = ("is a certificate request", () => RsaKeys.CertificateRequest(Key)),
        ["a certificate request of old"] = ("is a certificate request", () => RsaKeys.CertificateRequest(Key).Replace("CERTIFICATE", "NEW CERTIFICATE", StringComparison.Ordinal)),
        ["a public key"] = ("is a public key", () => RsaKeys.Export(Key, rsa => rsa.ExportSubjectPublicKeyInfoPem())),
        ["a public key in PKCS#1"] = ("is a public key", () => RsaKeys.Export(Key, rsa => rsa.ExportRSAPublicKeyPem())),
        ["an elliptic-curve key in SEC1"] = ("is an elliptic-curve key", () => OfCurve(key => key.ExportECPrivateKeyPem())),
        ["an elliptic-curve key in PKCS#8"] = ("is an elliptic-curve key", () => OfCurve(key => key.ExportPkcs8PrivateKeyPem())),
        ["an Ed25519 key"] = ("is no plain RSA key", () => Pkcs8("1.3.101.112", [4, 32, .. RandomNumberGenerator.GetBytes(32)])),
        ["a DSA key"] = ("is no plain RSA key", () => PemEncoding.WriteString("DSA PRIVATE KEY", RandomNumberGenerator.GetBytes(400))),
        ["an RSA key for PSS"] = ("is an RSA key for PSS", () => Pkcs8("1.2.840.113549.1.1.10", RsaKeys.Export(Key, rsa => rsa.ExportRSAPrivateKey()))),
        ["a key with three primes"] = ("is no plain RSA key", () => Pkcs1(Key, version: 1)),
        ["a key of 1024 bits"] = ("has 1024 bits", () => RsaKeys.Pkcs1(RsaKeys.OfBits(1024))),
        ["a key of 1024 bits in PKCS#8"] = ("has 1024 bits", () => RsaKeys.Pkcs8(RsaKeys.OfBits(1024))),
        ["a key of 2047 bits"] = ("has 2047 bits", () => Pkcs1(Key with { Modulus = [(byte)(Key.Modulus![0] >> 1), .. Key.Modulus.Skip(1)] })),
        ["an encrypted key"] = ("PrivateKeyPassphrase is missing", () => RsaKeys.Export(Key, rsa => rsa.ExportEncryptedPkcs8PrivateKeyPem("p", new PbeParameters(PbeEncryptionAlgorithm.Aes256Cbc, HashAlgorithmName.SHA256, 1)))),
        ["an encrypted key of old"] = ("PrivateKeyPassphrase is missing", () => RsaKeys.Pkcs1(Key).Replace("KEY-----\nM", "KEY-----\nProc-Type: 4,ENCRYPTED\nDEK-Info: AES-256-CBC,00112233445566778899AABBCCDDEEFF\n\nM", StringComparison.Ordinal)),
        ["a key of OpenSSH"] = ("is a key in OpenSSH's own form", () => PemEncoding.WriteString("OPENSSH PRIVATE KEY", [.. "openssh-key-v1\0"u8, .. RandomNumberGenerator.GetBytes(300)])),
        ["two keys"] = ("has several private keys", () => RsaKeys.Pkcs8(Key) + "\n" + RsaKeys.Pkcs1(RsaKeys.OfBits(2056))),
        ["a key and an encrypted one"] = ("has several private keys", () => RsaKeys.Pkcs8(Key) + "\n" + RsaKeys.Pkcs8(Key).Replace("PRIVATE", "ENCRYPTED PRIVATE", StringComparison.Ordinal)),
        ["parameters of Diffie-Hellman"] = ("has no private key in it", () => PemEncoding.WriteString("DH PARAMETERS", RandomNumberGenerator.GetBytes(100))),
        ["half of a key"] = (Damaged, () => PemEncoding.WriteString("PRIVATE KEY", RsaKeys.Export(Key, rsa => rsa.ExportPkcs8PrivateKey()).AsSpan(0, 600))),
        ["a key without its last character"] = (Damaged, () => RsaKeys.Pkcs8(Key).Replace("\n-----END", "", StringComparison.Ordinal)[..^26] + "\n-----END PRIVATE KEY-----"),
        ["a key without a body"] = (Damaged, () => "-----BEGIN PRIVATE KEY-----\n-----END PRIVATE KEY-----"),
        ["a placeholder"] = (Damaged, () => "-----BEGIN PRIVATE KEY-----\n...\n-----END PRIVATE KEY-----"),
        ["a key with a strange character"] = (Damaged, () => RsaKeys.Pkcs8(Key).Replace("KEY-----\nM", "KEY-----\nM…", StringComparison.Ordinal)),
        ["one form under the label of the other"] = (Damaged, () => RsaKeys.Pkcs8(Key).Replace("PRIVATE", "RSA PRIVATE", StringComparison.Ordinal)),
        ["the other form under the label of the one"] = (Damaged, () => RsaKeys.Pkcs1(Key).Replace("RSA ", "", StringComparison.Ordinal)),
        ["a key without its last line"] = (NoEnd, () => RsaKeys.Pkcs8(Key).Replace("-----END PRIVATE KEY-----", "", StringComparison.Ordinal)),
        ["a first line alone"] = (NoEnd, () => "-----BEGIN PRIVATE KEY-----"),
        ["a last line of another label"] = (NoEnd, () => RsaKeys.Pkcs8(Key).Replace("END PRIVATE", "END RSA PRIVATE", StringComparison.Ordinal)),
        ["a key without its first line"] = ("is no PEM text", () => RsaKeys.Pkcs8(Key).Replace("-----BEGIN PRIVATE KEY-----", "", StringComparison.Ordinal)),
        ["base64 text of something else"] = ("is no PEM text", () => Convert.ToBase64String(RandomNumberGenerator.GetBytes(900))),
        ["an elliptic-curve key as base64 text"] = ("is an elliptic-curve key", () => Body(OfCurve(key => key.ExportECPrivateKeyPem()))),
        ["a public key in PKCS#1 as base64 text"] = ("is a public key", () => Body(RsaKeys.Export(Key, rsa => rsa.ExportRSAPublicKeyPem()))),
        ["a certificate request as base64 text"] = ("is a certificate request", () => Body(RsaKeys.CertificateRequest(Key))),
        ["a certificate as base64 text"] = ("is a certificate", () => Body(RsaKeys.Certificate(Key))),
        ["a public key as base64 text"] = ("is a public key", () => Body(RsaKeys.Export(Key, rsa => rsa.ExportSubjectPublicKeyInfoPem()))),
        ["half of a key as base64 text"] = ("is damaged or cut", () => Body(RsaKeys.Pkcs8(Key))[..800]),
        ["a key of 1024 bits as base64 text"] = ("has 1024 bits", () => Body(RsaKeys.Pkcs1(RsaKeys.OfBits(1024)))),
        ["the modulus of another key"] = ("can not sign", () => Pkcs1(Key with { Modulus = RsaKeys.NewOne().Modulus })),
        ["the prime of another key"] = ("can not sign", () => Pkcs1(Key with { P = RsaKeys.NewOne().P })),
        ["a changed coefficient"] = ("can not sign", () => Pkcs1(Key with { InverseQ = [.. Key.InverseQ!.Take(127), (byte)(Key.InverseQ![127] ^ 1)] })),
        ["numbers without any sense"] = ("can not sign", () => Pkcs1(Random())),
    };

    private static string Body(string pem) => string.Concat(pem.Split('\n').Where(line => !line.StartsWith('-')));

    private static RSAParameters Random() => new()
    {
        Modulus = [0xC1, .. RandomNumberGenerator.GetBytes(255)],
        Exponent = [1, 0, 1],
        D = RandomNumberGenerator.GetBytes(256),
        P = RandomNumberGenerator.GetBytes(128),
        Q = RandomNumberGenerator.GetBytes(128),
        DP = RandomNumberGenerator.GetBytes(128),
        DQ = RandomNumberGenerator.GetBytes(128),
        InverseQ = RandomNumberGenerator.GetBytes(128),
    };

    private static string OfCurve(Func<ECDsa, string> export)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        return export(key);
    }

    private static string Pkcs8(string algorithm, byte[] key)
    {
        var der = new AsnWriter(AsnEncodingRules.DER);
        using (der.PushSequence())
        {
            der.WriteInteger(0);
            using (der.PushSequence())
            {
                der.WriteObjectIdentifier(algorithm);
            }

            der.WriteOctetString(key);
        }

        return PemEncoding.WriteString("PRIVATE KEY", der.Encode());
    }

    private static string Pkcs1(RSAParameters key, int version = 0)
    {
        var der = new AsnWriter(AsnEncodingRules.DER);
        using (der.PushSequence())
        {
            der.WriteInteger(version);
            foreach (var number in new[] { key.Modulus, key.Exponent, key.D, key.P, key.Q, key.DP, key.DQ, key.InverseQ })
            {
                der.WriteInteger(new BigInteger(number, isUnsigned: true, isBigEndian: true));
            }
        }

        return PemEncoding.WriteString("RSA PRIVATE KEY", der.Encode());
    }
}
