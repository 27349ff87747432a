namespace Adobe.ServerAuth.Testing;

/// <summary>
/// What Adobe's console shows of a client secret of an <see cref="EmulatedCredential"/>: not the secret. It is a copy that does not change.
/// </summary>
public sealed class EmulatedClientSecret
{
    internal EmulatedClientSecret(string id, DateTimeOffset createdAt, DateTimeOffset? lastUsedAt)
    {
        Id = id;
        CreatedAt = createdAt;
        LastUsedAt = lastUsedAt;
    }

    /// <summary>The id by which the secret is deleted, a GUID; the client secrets API calls it <c>uuid</c>.</summary>
    public string Id { get; }

    /// <summary>
    /// When the secret was made, by the clock of the emulator. One that the credential had before it was added to the emulator was made
    /// when it was added.
    /// </summary>
    public DateTimeOffset CreatedAt { get; }

    /// <summary>
    /// When a token was issued for the secret last, by the clock of the emulator; <see langword="null"/> if none was. Refused requests do
    /// not count.
    /// </summary>
    public DateTimeOffset? LastUsedAt { get; }

    /// <summary>The id and the two times.</summary>
    /// <returns>A text for logs and debuggers.</returns>
    public override string ToString() =>
        $"{Id}, created {CreatedAt.UtcDateTime:u}, {(LastUsedAt is { } used ? $"last used {used.UtcDateTime:u}" : "never used")}";
}
