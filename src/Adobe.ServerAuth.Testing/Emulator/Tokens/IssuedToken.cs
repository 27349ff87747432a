namespace Adobe.ServerAuth.Testing.Emulator;

/// <summary>What is remembered of a token; its text is not.</summary>
internal sealed class IssuedToken(EmulatedCredential credential, IReadOnlyList<string> scopes, DateTimeOffset expiresAt)
{
    private int _revoked;

    public EmulatedCredential Credential { get; } = credential;

    public IReadOnlyList<string> Scopes { get; } = scopes;

    public DateTimeOffset ExpiresAt { get; } = expiresAt;

    public bool IsRevoked => Volatile.Read(ref _revoked) != 0;

    public bool IsValid(DateTimeOffset now) => !IsRevoked && now < ExpiresAt;

    public bool Revoke() => Interlocked.Exchange(ref _revoked, 1) == 0;
}
