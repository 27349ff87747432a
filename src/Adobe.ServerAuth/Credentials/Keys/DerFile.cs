namespace Adobe.ServerAuth.Credentials;

// Tells DER files apart by their first elements.
internal static class DerFile
{
    private const byte ContextZero = 0xA0;
    private const byte BitString = 0x03;

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
            var next = outer;
            return next.TryRead(DerReader.Sequence, out _) ? version.Length == 1 && version[0] == 3 ? DerKind.Pfx : DerKind.Pkcs8
                : outer.TryReadInteger(out _) && outer.TryReadInteger(out _) ? DerKind.Pkcs1
                : DerKind.Unknown;
        }

        if (!outer.TryRead(DerReader.Sequence, out var first))
        {
            return DerKind.Unknown;
        }

        var inner = new DerReader(first);
        return inner.TryRead(DerReader.ObjectIdentifier, out _)
            ? outer.TryRead(DerReader.OctetString, out _) ? DerKind.EncryptedPkcs8 : outer.TryRead(BitString, out _) ? DerKind.PublicKey : DerKind.Unknown
            : inner.TryRead(ContextZero, out _) ? DerKind.Certificate : DerKind.Unknown;
    }
}
