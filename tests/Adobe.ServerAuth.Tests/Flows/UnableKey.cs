using System.Reflection;
using System.Security.Cryptography;
using Adobe.ServerAuth.Credentials;
using Adobe.ServerAuth.Tests.Fakes;

namespace Adobe.ServerAuth.Tests.Flows;

/// <summary>A key that was read, and that the system does not let sign any more.</summary>
internal sealed class UnableKey : RSA
{
    public int Attempts { get; private set; }

    public bool IsDisposed { get; private set; }

    /// <summary>Valid settings with this key in the place of their own.</summary>
    public CredentialSettings Settings(string? name = null)
    {
        var making = typeof(CredentialSettings).GetConstructors(BindingFlags.NonPublic | BindingFlags.Instance).Single();
        return (CredentialSettings)making.Invoke([name, Make.JwtOptions(), new SigningKey(this, [1], isOwned: true), new FollowedFiles()]);
    }

    public override byte[] SignHash(byte[] hash, HashAlgorithmName hashAlgorithm, RSASignaturePadding padding)
    {
        Attempts++;
        throw new CryptographicException("Not allowed here.");
    }

    public override RSAParameters ExportParameters(bool includePrivateParameters) => throw new NotSupportedException();

    public override void ImportParameters(RSAParameters parameters) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        IsDisposed = true;
        base.Dispose(disposing);
    }
}
