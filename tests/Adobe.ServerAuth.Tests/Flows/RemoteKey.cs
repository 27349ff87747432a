using System.Security.Cryptography;
using Adobe.ServerAuth.Tests.Credentials;

namespace Adobe.ServerAuth.Tests.Flows;

/// <summary>A key that is elsewhere, and not always reached.</summary>
internal sealed class RemoteKey : RSA
{
    private readonly RSA _key = Create(RsaKeys.OfBits(2048));

    public bool IsDown { get; set; }

    public override int KeySize => _key.KeySize;

    public override byte[] SignHash(byte[] hash, HashAlgorithmName hashAlgorithm, RSASignaturePadding padding) =>
        IsDown ? throw new HttpRequestException("503") : _key.SignHash(hash, hashAlgorithm, padding);

    public override bool VerifyHash(byte[] hash, byte[] signature, HashAlgorithmName hashAlgorithm, RSASignaturePadding padding) => _key.VerifyHash(hash, signature, hashAlgorithm, padding);

    public override RSAParameters ExportParameters(bool includePrivateParameters) => _key.ExportParameters(includePrivateParameters);

    public override void ImportParameters(RSAParameters parameters) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        _key.Dispose();
        base.Dispose(disposing);
    }
}
