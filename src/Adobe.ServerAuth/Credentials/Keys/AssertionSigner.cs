namespace Adobe.ServerAuth.Credentials;

// Signs assertions with RS256.
internal abstract class AssertionSigner : IDisposable
{
    // When the certificate of the key ends, where one was at hand.
    public DateTimeOffset? CertificateEnd { get; init; }

    // Code of the application's that asks elsewhere, and may fail today and not tomorrow.
    public virtual bool IsRemote => false;

    public abstract ValueTask<byte[]> SignAsync(byte[] data, CancellationToken cancellationToken);

    // Also after it was disposed.
    public abstract bool IsSameAs(AssertionSigner other);

    public abstract void Dispose();
}
