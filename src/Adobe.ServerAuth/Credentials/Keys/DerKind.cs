namespace Adobe.ServerAuth.Credentials;

// What a DER file that is or may hold a private key is.
internal enum DerKind
{
    Unknown,
    Pkcs8,
    EncryptedPkcs8,
    Pkcs1,
    Pfx,
    PublicKey,
    Certificate,
    CertificateRequest,
    EllipticCurve,
    NotRsa,
}
