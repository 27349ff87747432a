namespace Adobe.ServerAuth.Testing.Emulator;

/// <summary>What is remembered of a token; its text is not.</summary>
internal sealed class IssuedToken(EmulatedCredential credential, DateTimeOffset expiresAt)
{
    private int _revoked;

    public EmulatedCredential Credential { get; } = credential;

    public bool IsValid(DateTimeOffset now) => Volatile.Read(ref _revoked) == 0 && now < expiresAt;

    public bool Revoke() => Interlocked.Exchange(ref _revoked, 1) == 0;
}
