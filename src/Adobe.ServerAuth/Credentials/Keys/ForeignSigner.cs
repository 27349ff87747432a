namespace Adobe.ServerAuth.Credentials;

// A signer of the application's: a vault, an HSM.
internal sealed class ForeignSigner(Func<ReadOnlyMemory<byte>, CancellationToken, ValueTask<byte[]>> sign) : AssertionSigner
{
    private readonly Func<ReadOnlyMemory<byte>, CancellationToken, ValueTask<byte[]>> _sign = sign;

    public override bool IsRemote => true;

    public override ValueTask<byte[]> SignAsync(byte[] data, CancellationToken cancellationToken) => _sign(data, cancellationToken);

    public override bool IsSameAs(AssertionSigner other) => other is ForeignSigner foreign && foreign._sign.Method == _sign.Method;

    public override void Dispose()
    {
        // It is the application's.
    }
}
