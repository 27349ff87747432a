namespace Adobe.ServerAuth.Credentials;

// As much of DER (X.690) as a private key needs: .NET Standard 2.0 reads none. Whatever the bytes are, it throws nothing.
internal ref struct DerReader(ReadOnlySpan<byte> data)
{
    public const byte Integer = 0x02;
    public const byte OctetString = 0x04;
    public const byte ObjectIdentifier = 0x06;
    public const byte Sequence = 0x30;

    private ReadOnlySpan<byte> _rest = data;

    // The content of the next element, when it is of that kind and complete.
    public bool TryRead(byte tag, out ReadOnlySpan<byte> content)
    {
        content = default;
        if (_rest.Length < 2 || _rest[0] != tag || !TryReadLength(_rest.Slice(1), out var length, out var lengthBytes))
        {
            return false;
        }

        var start = 1 + lengthBytes;
        if (length > _rest.Length - start)
        {
            return false;
        }

        content = _rest.Slice(start, length);
        _rest = _rest.Slice(start + length);
        return true;
    }

    // A positive integer, without the zero byte that keeps its sign.
    public bool TryReadInteger(out ReadOnlySpan<byte> value)
    {
        if (!TryRead(Integer, out value) || value.Length == 0 || value[0] >= 0x80)
        {
            return false;
        }

        while (value.Length > 0 && value[0] == 0)
        {
            value = value.Slice(1);
        }

        return true;
    }

    private static bool TryReadLength(ReadOnlySpan<byte> data, out int length, out int bytes)
    {
        length = data[0];
        bytes = 1;
        if (length < 0x80)
        {
            return true;
        }

        // Three bytes of length are sixteen megabytes.
        var count = length & 0x7F;
        length = 0;
        if (count is 0 or > 3 || data.Length <= count)
        {
            return false;
        }

        for (var i = 1; i <= count; i++)
        {
            length = (length << 8) | data[i];
        }

        bytes += count;
        return true;
    }
}
