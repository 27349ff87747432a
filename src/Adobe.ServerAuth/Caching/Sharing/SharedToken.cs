using System.Buffers.Binary;
using System.Text;
using Adobe.ServerAuth.Abstractions;
using Adobe.ServerAuth.Credentials;
using Adobe.ServerAuth.TokenEndpoint;

namespace Adobe.ServerAuth.Caching.Sharing;

// A token as machines hand it to one another. Its end is told by the moment at which IMS made it, in the words of IMS, and by how long it lives
// from then: the clock of the machine that wrote it does not count.
internal sealed class SharedToken
{
    private const int HeaderSize = sizeof(long);
    private static readonly TimeSpan LongestLife = TokenLifetime.Longest;
    private static readonly TimeSpan LeastWorthTaking = TimeSpan.FromSeconds(1);

    private SharedToken(string value, DateTimeOffset createdAt, TimeSpan lifetime) => (Value, CreatedAt, Lifetime) = (value, createdAt, lifetime);

    public string Value { get; }

    public DateTimeOffset CreatedAt { get; }

    public TimeSpan Lifetime { get; }

    // Not one that does not tell whose it is, or since when: nobody could see what was handed to them.
    public static bool CanBeHandedOn(AccessToken token, CredentialSettings settings) => CreationOf(token.Value, settings) is not null;

    public static SharedToken? Of(AccessToken token, CredentialSettings settings, DateTimeOffset now) =>
        CreationOf(token.Value, settings) is { } createdAt && token.ExpiresAt > now ? new SharedToken(token.Value, createdAt, LifetimeOf(token, now)) : null;

    // Null with what is wrong.
    public static SharedToken? Read(ReadOnlySpan<byte> content, CredentialSettings settings, out string fault)
    {
        fault = "has no token in it";
        if (content.Length <= HeaderSize)
        {
            return null;
        }

        var value = Encoding.UTF8.GetString(content[HeaderSize..]);
        var lifetime = TimeSpan.FromTicks(BinaryPrimitives.ReadInt64BigEndian(content));
        if (!BearerTokenSyntax.IsValid(value) || lifetime <= TimeSpan.Zero || lifetime > LongestLife
            || AccessTokenClaims.Read(value) is not { CreatedAt: { } createdAt } claims)
        {
            return null;
        }

        fault = "has the token of another client in it";
        return claims.ClientId == settings.ClientId ? new SharedToken(value, createdAt, lifetime) : null;
    }

    public byte[] ToBytes()
    {
        var content = new byte[HeaderSize + Encoding.UTF8.GetByteCount(Value)];
        BinaryPrimitives.WriteInt64BigEndian(content, Lifetime.Ticks);
        Encoding.UTF8.GetBytes(Value, content.AsSpan(HeaderSize));
        return content;
    }

    // A clock that is behind must not make more of it than it ever had.
    public TimeSpan LeftAt(DateTimeOffset now)
    {
        var left = Lifetime - (now - CreatedAt);
        return left < Lifetime ? left : Lifetime;
    }

    // As the token would be kept from its first moment on: who has it already does not use it any longer either.
    public bool IsUsableAt(DateTimeOffset now, TokenCacheOptions options)
    {
        var reserve = TimeSpan.FromTicks(Lifetime.Ticks / 10);
        var left = LeftAt(now);
        return left > LeastWorthTaking && left > (options.ClockSkew < reserve ? options.ClockSkew : reserve);
    }

    public bool IsNewerThan(AccessToken? current) =>
        current is null || (current.Value != Value && (AccessTokenClaims.Read(current.Value)?.CreatedAt is { } createdAt ? CreatedAt > createdAt : CreatedAt - current.ExpiresAt > -Lifetime));

    public AccessToken ToAccessToken(CredentialSettings settings, DateTimeOffset now) => new(Value, now + LeftAt(now)) { ClientId = settings.ClientId, OrganizationId = settings.OrganizationId, IsShared = true };

    // No longer than the token itself tells: the clock may have been set since it arrived.
    private static TimeSpan LifetimeOf(AccessToken token, DateTimeOffset now) =>
        AccessTokenClaims.Read(token.Value)?.Lifetime is { } duration && duration < token.ExpiresAt - now ? duration : token.ExpiresAt - now;

    private static DateTimeOffset? CreationOf(string value, CredentialSettings settings) =>
        AccessTokenClaims.Read(value) is { } claims && claims.ClientId == settings.ClientId ? claims.CreatedAt : null;
}
