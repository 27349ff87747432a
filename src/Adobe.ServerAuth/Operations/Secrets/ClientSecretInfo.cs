namespace Adobe.ServerAuth;

/// <summary>A client secret as Adobe lists it, without its text: that is told once, when it is added.</summary>
public sealed class ClientSecretInfo
{
    /// <summary>Makes one, for tests.</summary>
    /// <param name="clientId">The client that the secret belongs to.</param>
    /// <param name="id">The identifier of the secret.</param>
    /// <param name="createdAt">When it was added.</param>
    /// <param name="expiresAt">When it ends; null for never.</param>
    /// <param name="usages">When it was used.</param>
    /// <exception cref="ArgumentException">An identifier is null or empty.</exception>
    /// <exception cref="ArgumentNullException"><paramref name="usages"/> is null.</exception>
    public ClientSecretInfo(string clientId, string id, DateTimeOffset createdAt, DateTimeOffset? expiresAt, IEnumerable<ClientSecretUsage> usages)
    {
        ArgumentException.ThrowIfNullOrEmpty(clientId);
        ArgumentException.ThrowIfNullOrEmpty(id);
        ArgumentNullException.ThrowIfNull(usages);
        (ClientId, Id, CreatedAt, ExpiresAt, Usages) = (clientId, id, createdAt, expiresAt, [.. usages]);
    }

    /// <summary>The client that the secret belongs to.</summary>
    public string ClientId { get; }

    /// <summary>The identifier of the secret, which <see cref="ClientSecretsClient.RemoveAsync"/> takes. It is no secret itself.</summary>
    public string Id { get; }

    /// <summary>When the secret was added, by the clock of Adobe.</summary>
    public DateTimeOffset CreatedAt { get; }

    /// <summary>When the secret ends; null for never, as it is with all secrets so far.</summary>
    public DateTimeOffset? ExpiresAt { get; }

    /// <summary>When the secret was used last, for each kind of token request; empty when it never was.</summary>
    public IReadOnlyList<ClientSecretUsage> Usages { get; }

    /// <summary>When the secret was used last, for anything; null when it never was. It is not known how soon Adobe shows a use.</summary>
    public DateTimeOffset? LastUsedAt => Usages.Count == 0 ? null : Usages.Max(usage => usage.LastUsedAt);

    /// <summary>Describes the secret by its identifier, age and last use.</summary>
    /// <returns>A text for people.</returns>
    public override string ToString() =>
        FormattableString.Invariant($"{Id}, added {CreatedAt:u}, ") + (LastUsedAt is { } used ? FormattableString.Invariant($"last used {used:u}") : "never used");
}
