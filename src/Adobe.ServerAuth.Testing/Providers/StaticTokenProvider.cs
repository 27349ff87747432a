using System.Security.Cryptography;

namespace Adobe.ServerAuth.Testing;

/// <summary>An <see cref="ITokenProvider"/> that always has the same token, and opens no socket.</summary>
public sealed class StaticTokenProvider : ITokenProvider
{
    private readonly AccessToken _token;

    /// <summary>Makes a provider with a random token that does not expire.</summary>
    public StaticTokenProvider()
        : this("test-token-" + Convert.ToHexString(RandomNumberGenerator.GetBytes(16)))
    {
    }

    /// <summary>Makes a provider with a token that does not expire and names no client or organization.</summary>
    /// <param name="value">The token's text.</param>
    /// <exception cref="ArgumentException"><paramref name="value"/> can not be a bearer token.</exception>
    public StaticTokenProvider(string value)
        : this(new AccessToken(value, DateTimeOffset.MaxValue))
    {
    }

    /// <summary>Makes a provider with a token.</summary>
    /// <param name="token">The token to return.</param>
    /// <exception cref="ArgumentNullException"><paramref name="token"/> is null.</exception>
    public StaticTokenProvider(AccessToken token)
    {
        ArgumentNullException.ThrowIfNull(token);
        _token = token;
    }

    /// <summary>Returns the token.</summary>
    /// <param name="cancellationToken">Has no effect.</param>
    /// <returns>The token.</returns>
    public ValueTask<AccessToken> GetTokenAsync(CancellationToken cancellationToken = default) => new(_token);

    /// <summary>Returns the same token: an API's refusal stays one.</summary>
    /// <param name="rejected">The token that was refused.</param>
    /// <param name="cancellationToken">Has no effect.</param>
    /// <returns>The token.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="rejected"/> is null.</exception>
    public ValueTask<AccessToken> RenewTokenAsync(AccessToken rejected, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(rejected);
        return new(_token);
    }
}
