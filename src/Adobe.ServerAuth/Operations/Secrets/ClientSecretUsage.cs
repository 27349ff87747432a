namespace Adobe.ServerAuth;

/// <summary>When a client secret was used last, for one kind of token request.</summary>
public sealed class ClientSecretUsage
{
    /// <summary>Makes one, for tests.</summary>
    /// <param name="grantType">The kind of token request.</param>
    /// <param name="lastUsedAt">When it was used last.</param>
    /// <exception cref="ArgumentException"><paramref name="grantType"/> is null or empty.</exception>
    public ClientSecretUsage(string grantType, DateTimeOffset lastUsedAt)
    {
        ArgumentException.ThrowIfNullOrEmpty(grantType);
        (GrantType, LastUsedAt) = (grantType, lastUsedAt);
    }

    /// <summary>The kind of token request, such as <c>client_credentials</c>.</summary>
    public string GrantType { get; }

    /// <summary>When the secret was used last for it, by the clock of Adobe. It is not known how soon Adobe shows a use.</summary>
    public DateTimeOffset LastUsedAt { get; }

    /// <summary>Describes the use.</summary>
    /// <returns>A text for people.</returns>
    public override string ToString() => FormattableString.Invariant($"{GrantType} at {LastUsedAt:O}");
}
