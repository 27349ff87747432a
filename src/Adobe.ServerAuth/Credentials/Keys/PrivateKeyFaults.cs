namespace Adobe.ServerAuth.Credentials;

// What can be wrong with a private key, each with what to do about it. None repeats a part of the text.
internal static class PrivateKeyFaults
{
    public const string NotPem =
        "is no PEM text: it must be the whole key, with the lines -----BEGIN PRIVATE KEY----- (or BEGIN RSA PRIVATE KEY) and -----END …-----.";

    public const string NoEnd = "is damaged: its -----END …----- line is missing or does not match the -----BEGIN …----- line. Copy the whole key again.";
    public const string Damaged = "is damaged: the text between its BEGIN and END lines is incomplete or changed. Copy the whole key again.";
    public const string DamagedFile = "is damaged or cut, or no key: its content is that of a binary (DER or PFX) file, and not complete. Copy the whole file again.";
    public const string CanNotSign = "can not sign: its numbers do not belong together, or this system does not allow it. Copy the whole key again.";
    public const string Certificate = "is a certificate, which anyone may see and which can not sign: the private key that belongs to it is needed.";
    public const string CertificateRequest = "is a certificate request, which can not sign: the private key that it was made with is needed.";
    public const string PublicKey = "is a public key, which can not sign: the private key that belongs to it is needed.";
    public const string EllipticCurve = "is an elliptic-curve key: IMS takes RS256 alone, so an RSA key of 2048 bits or more is needed.";
    public const string RsaPss = "is an RSA key for PSS signatures alone: IMS takes RS256, so a plain RSA key is needed.";
    public const string NotRsa = "is no plain RSA key: IMS takes RS256 alone, so an RSA key of 2048 bits or more is needed.";
    public const string PassphraseMissing = "is encrypted, and PrivateKeyPassphrase is missing: set it to the passphrase that the key was made with.";
    public const string WrongPassphrase = "can not be opened: PrivateKeyPassphrase is wrong, or the key is damaged, or no RSA key, or encrypted in a way that .NET does not read (then: openssl pkcs8 -topk8 -v2 aes-256-cbc -in private.key -out new.key).";
    public const string EncryptedHere =
        "is an encrypted PKCS#8 key (BEGIN ENCRYPTED PRIVATE KEY), which can not be read on .NET Framework: there a PFX file can (openssl pkcs12 -export), OpenSSL's old form (openssl rsa -aes256 -traditional), and a key without passphrase.";
    public const string UnknownCipher = "is encrypted with a cipher that is not read: AES and triple DES in CBC mode are. Encrypt it anew with openssl rsa -aes256 -traditional -in private.key -out new.key.";
    public const string PfxPassphraseMissing = "is a PFX file that can not be opened without password: set PrivateKeyPassphrase to it.";
    public const string PfxNotOpened =
        "is a PFX file that can not be opened: PrivateKeyPassphrase is not its password, or the file is damaged, or made by a newer OpenSSL than this system reads (then: openssl pkcs12 -export -legacy).";
    public const string PfxWithoutKey = "is a PFX file without a certificate that has its private key in it: export both together.";
    public const string CertificateWithoutKey = "has no private key, or one that this process may not use: load the certificate with its key.";
    public const string Disposed = "has been disposed: it has to live as long as the credential is used.";
    public const string OpenSsh = "is a key in OpenSSH's own form: turn it into PEM with ssh-keygen -p -m PEM -f on a copy of the file.";
    public const string Several = "has several private keys: leave the one that belongs to the credential.";
    public const string TooLong = "is too long to be a private key.";
    public const string Unknown = "has no private key in it: a block that begins with -----BEGIN PRIVATE KEY----- or -----BEGIN RSA PRIVATE KEY----- is needed.";

    public static string TooShort(int bits) => FormattableString.Invariant($"has {bits} bits: RS256 needs an RSA key of 2048 bits or more.");
}
