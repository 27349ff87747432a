namespace Adobe.ServerAuth.Credentials;

// Turns the text or the file of a private key into a key that signs, or says what is wrong with it.
internal static class PrivateKeyReader
{
    public const int LongestText = 64 * 1024;
    public const int LeastBits = 2048;

    public static AssertionSigner? Read(string text, string? passphrase, out string? fault)
    {
        if (text.Length > LongestText)
        {
            fault = PrivateKeyFaults.TooLong;
            return null;
        }

        text = PrivateKeyText.Unwrap(text);
        return PrivateKeyText.Der(text) is { } der && DerFile.IsDer(der)
            ? ReadDer(der, passphrase, out fault)
            : ReadPem(text, passphrase, out fault);
    }

    // Clears what it is given.
    public static AssertionSigner? ReadDer(byte[] der, string? passphrase, out string? fault)
    {
        try
        {
            switch (DerFile.KindOf(der))
            {
                case DerKind.Pfx:
                    return PfxReader.Read(der, passphrase, out fault);
                case DerKind.Pkcs8:
                    return Import(PemBlock.Pkcs8, der, [], out fault);
                case DerKind.Pkcs1:
                    return Import(PemBlock.Pkcs1, der, [], out fault);
                case DerKind.EncryptedPkcs8:
                    return Decrypted(der, null, passphrase, [], out fault);
                case var kind:
                    fault = Fault(kind);
                    return null;
            }
        }
        finally
        {
            Array.Clear(der, 0, der.Length);
        }
    }

    private static SigningKey? ReadPem(string text, string? passphrase, out string? fault)
    {
        var blocks = PemText.Read(text, out var isCut);
        var keys = blocks.Where(block => block.IsPrivateKey).ToArray();
        fault = keys.Length switch
        {
            0 => isCut ? PrivateKeyFaults.NoEnd : blocks.Count > 0 ? Fault(blocks[0].Label) : PrivateKeyFaults.NotPem,
            1 => FaultOfKey(keys[0].Label),
            _ => PrivateKeyFaults.Several,
        };
        if (fault is not null)
        {
            return null;
        }

        var key = keys[0];
        var (headers, content) = key.IsLegacyEncrypted ? key.Split() : ("", key.Decode());
        if (content is null)
        {
            fault = PrivateKeyFaults.Damaged;
            return null;
        }

        try
        {
            return key.IsLegacyEncrypted ? Decrypted(content, headers, passphrase, blocks, out fault)
                : key.Label == PemBlock.EncryptedPkcs8 ? Decrypted(content, null, passphrase, blocks, out fault)
                : Import(key.Label, content, blocks, out fault);
        }
        finally
        {
            Array.Clear(content, 0, content.Length);
        }
    }

    // With headers it is PKCS#1 in OpenSSL's old form.
    private static SigningKey? Decrypted(byte[] content, string? headers, string? passphrase, IReadOnlyList<PemBlock> blocks, out string? fault)
    {
        if (string.IsNullOrEmpty(passphrase))
        {
            fault = PrivateKeyFaults.PassphraseMissing;
            return null;
        }

        fault = headers is null ? EncryptedPkcs8.Decrypt(content, passphrase!, out var der) : LegacyPemCipher.Decrypt(headers, content, passphrase!, out der);
        if (fault is not null)
        {
            return null;
        }

        try
        {
            var key = Import(headers is null ? PemBlock.Pkcs8 : PemBlock.Pkcs1, der, blocks, out fault);

            // One wrong passphrase in 256 leaves a padding that looks right.
            fault = fault == PrivateKeyFaults.Damaged ? PrivateKeyFaults.WrongPassphrase : fault;
            return key;
        }
        finally
        {
            Array.Clear(der, 0, der.Length);
        }
    }

    private static SigningKey? Import(string label, byte[] der, IReadOnlyList<PemBlock> blocks, out string? fault)
    {
        fault = label == PemBlock.Pkcs8 ? RsaPrivateKeyDer.ReadPkcs8(der, out var parameters) : RsaPrivateKeyDer.ReadPkcs1(der, out parameters);
        try
        {
            fault ??= TooShort(parameters.Modulus!);
            if (fault is not null)
            {
                return null;
            }

            var key = SigningKey.TryCreate(parameters, CertificateReader.EndOf(parameters.Modulus!, blocks));
            fault = key is null ? PrivateKeyFaults.CanNotSign : null;
            return key;
        }
        finally
        {
            RsaPrivateKeyDer.Clear(parameters);
        }
    }

    private static string Fault(DerKind kind) => kind switch
    {
        DerKind.Certificate => PrivateKeyFaults.Certificate,
        DerKind.CertificateRequest => PrivateKeyFaults.CertificateRequest,
        DerKind.PublicKey => PrivateKeyFaults.PublicKey,
        DerKind.EllipticCurve => PrivateKeyFaults.EllipticCurve,
        DerKind.NotRsa => PrivateKeyFaults.NotRsa,
        _ => PrivateKeyFaults.DamagedFile,
    };

    private static string? FaultOfKey(string label) => label switch
    {
        PemBlock.Pkcs8 or PemBlock.Pkcs1 or PemBlock.EncryptedPkcs8 => null,
        "EC PRIVATE KEY" => PrivateKeyFaults.EllipticCurve,
        "OPENSSH PRIVATE KEY" => PrivateKeyFaults.OpenSsh,
        _ => PrivateKeyFaults.NotRsa,
    };

    private static string Fault(string label) => label switch
    {
        PemBlock.Certificate or "X509 CERTIFICATE" or "TRUSTED CERTIFICATE" => PrivateKeyFaults.Certificate,
        "CERTIFICATE REQUEST" or "NEW CERTIFICATE REQUEST" => PrivateKeyFaults.CertificateRequest,
        "PUBLIC KEY" or "RSA PUBLIC KEY" => PrivateKeyFaults.PublicKey,
        _ => PrivateKeyFaults.Unknown,
    };

    private static string? TooShort(byte[] modulus)
    {
        var bits = modulus.Length * 8;
        for (var first = modulus[0]; first < 0x80; first <<= 1)
        {
            bits--;
        }

        return bits < LeastBits ? PrivateKeyFaults.TooShort(bits) : null;
    }
}
