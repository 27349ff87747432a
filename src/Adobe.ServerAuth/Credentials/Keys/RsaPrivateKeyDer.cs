using System.Security.Cryptography;

namespace Adobe.ServerAuth.Credentials;

// RSA private keys in DER: PKCS#1 (RFC 8017 appendix A.1.2), and PKCS#8 (RFC 5208) around it.
internal static class RsaPrivateKeyDer
{
    private static ReadOnlySpan<byte> RsaEncryption => [0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 0x01, 0x01, 0x01];

    private static ReadOnlySpan<byte> RsaPss => [0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 0x01, 0x01, 0x0A];

    private static ReadOnlySpan<byte> EllipticCurve => [0x2A, 0x86, 0x48, 0xCE, 0x3D, 0x02, 0x01];

    // What is wrong with the key, or null.
    public static string? ReadPkcs8(ReadOnlySpan<byte> der, out RSAParameters parameters)
    {
        parameters = default;
        var outer = new DerReader(der);
        if (!outer.TryRead(DerReader.Sequence, out var content))
        {
            return PrivateKeyFaults.Damaged;
        }

        var info = new DerReader(content);
        if (!info.TryReadInteger(out _) || !info.TryRead(DerReader.Sequence, out var algorithm))
        {
            return PrivateKeyFaults.Damaged;
        }

        var identifier = new DerReader(algorithm);
        if (!identifier.TryRead(DerReader.ObjectIdentifier, out var oid))
        {
            return PrivateKeyFaults.Damaged;
        }

        if (!oid.SequenceEqual(RsaEncryption))
        {
            return oid.SequenceEqual(EllipticCurve) ? PrivateKeyFaults.EllipticCurve
                : oid.SequenceEqual(RsaPss) ? PrivateKeyFaults.RsaPss
                : PrivateKeyFaults.NotRsa;
        }

        return info.TryRead(DerReader.OctetString, out var key) ? ReadPkcs1(key, out parameters) : PrivateKeyFaults.Damaged;
    }

    // What is wrong with the key, or null.
    public static string? ReadPkcs1(ReadOnlySpan<byte> der, out RSAParameters parameters)
    {
        parameters = default;
        var outer = new DerReader(der);
        if (!outer.TryRead(DerReader.Sequence, out var content))
        {
            return PrivateKeyFaults.Damaged;
        }

        var key = new DerReader(content);
        if (!key.TryReadInteger(out var version) || !key.TryReadInteger(out var modulus) || !key.TryReadInteger(out var exponent)
            || !key.TryReadInteger(out var d) || !key.TryReadInteger(out var p) || !key.TryReadInteger(out var q)
            || !key.TryReadInteger(out var dp) || !key.TryReadInteger(out var dq) || !key.TryReadInteger(out var inverseQ))
        {
            return PrivateKeyFaults.Damaged;
        }

        // Version 1 has more primes than two.
        if (!version.IsEmpty)
        {
            return PrivateKeyFaults.NotRsa;
        }

        var half = (modulus.Length + 1) / 2;
        if (modulus.IsEmpty || exponent.IsEmpty || d.Length > modulus.Length || p.Length > half || q.Length > half || dp.Length > half || dq.Length > half || inverseQ.Length > half)
        {
            return PrivateKeyFaults.Damaged;
        }

        parameters = new RSAParameters
        {
            Modulus = modulus.ToArray(),
            Exponent = exponent.ToArray(),
            D = Padded(d, modulus.Length),
            P = Padded(p, half),
            Q = Padded(q, half),
            DP = Padded(dp, half),
            DQ = Padded(dq, half),
            InverseQ = Padded(inverseQ, half),
        };
        return null;
    }

    public static void Clear(RSAParameters parameters)
    {
        foreach (var secret in new[] { parameters.D, parameters.P, parameters.Q, parameters.DP, parameters.DQ, parameters.InverseQ })
        {
            Array.Clear(secret ?? [], 0, secret?.Length ?? 0);
        }
    }

    private static byte[] Padded(ReadOnlySpan<byte> value, int length)
    {
        var padded = new byte[length];
        value.CopyTo(padded.AsSpan(length - value.Length));
        return padded;
    }
}
