namespace Adobe.ServerAuth.Credentials;

// Tells DER files apart by their first elements.
internal static class DerFile
{
    private const byte ContextZero = 0xA0;
    private const byte BitString = 0x03;

    // One that is known, or begins with a sequence as long as keys are and was cut.
    public static bool IsDer(ReadOnlySpan<byte> content) =>
        KindOf(content) != DerKind.Unknown || (content.Length > 4 && content[0] == DerReader.Sequence && content[1] is 0x81 or 0x82 or 0x83);

    public static DerKind KindOf(ReadOnlySpan<byte> der)
    {
        var file = new DerReader(der);
        if (!file.TryRead(DerReader.Sequence, out var content))
        {
            return DerKind.Unknown;
        }

        var outer = new DerReader(content);
        if (outer.TryReadInteger(out var version))
        {
            return KindOfVersioned(version, outer);
        }

        if (!outer.TryRead(DerReader.Sequence, out var first))
        {
            return DerKind.Unknown;
        }

        var inner = new DerReader(first);
        return inner.TryRead(DerReader.ObjectIdentifier, out _)
            ? outer.TryRead(DerReader.OctetString, out _) ? DerKind.EncryptedPkcs8 : outer.TryRead(BitString, out _) ? DerKind.PublicKey : DerKind.Unknown
            : inner.TryRead(ContextZero, out _) ? DerKind.Certificate
            : inner.TryReadInteger(out var number) && inner.TryRead(DerReader.Sequence, out _) ? number.IsEmpty ? DerKind.CertificateRequest : DerKind.Certificate
            : DerKind.Unknown;
    }

    // What begins with a number, mostly of its version.
    private static DerKind KindOfVersioned(ReadOnlySpan<byte> version, DerReader rest)
    {
        var next = rest;
        if (next.TryRead(DerReader.Sequence, out _))
        {
            return version.Length == 1 && version[0] == 3 ? DerKind.Pfx : DerKind.Pkcs8;
        }

        if (next.TryRead(DerReader.OctetString, out _))
        {
            return DerKind.EllipticCurve;
        }

        var numbers = 0;
        while (rest.TryReadInteger(out _))
        {
            numbers++;
        }

        // An RSA key has a version and eight numbers, its public key a modulus and one number, a DSA key a version and five.
        return numbers switch
        {
            >= 8 => DerKind.Pkcs1,
            1 => DerKind.PublicKey,
            5 => DerKind.NotRsa,
            _ => DerKind.Unknown,
        };
    }
}
