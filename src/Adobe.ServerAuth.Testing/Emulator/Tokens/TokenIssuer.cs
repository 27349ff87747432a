using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;

namespace Adobe.ServerAuth.Testing.Emulator;

/// <summary>Issues tokens for every flow, and knows which are valid. The unit of <c>expires_in</c> is the endpoint's affair.</summary>
internal sealed class TokenIssuer(TimeProvider clock, TimeSpan lifetime)
{
    private readonly ConcurrentDictionary<string, IssuedToken> _byHash = new(StringComparer.Ordinal);
    private int _issued;

    public TimeSpan Lifetime => lifetime;

    public int IssuedCount => Volatile.Read(ref _issued);

    public string Issue(EmulatedCredential credential, IReadOnlyList<string> scopes)
    {
        var createdAt = clock.GetUtcNow();
        var text = TokenText.Create(credential, scopes, createdAt, lifetime);
        _byHash[Hash(text)] = new IssuedToken(credential, scopes, createdAt + lifetime);
        Interlocked.Increment(ref _issued);
        return text;
    }

    public IssuedToken? Find(string accessToken) => _byHash.GetValueOrDefault(Hash(accessToken));

    public bool IsValid(IssuedToken token) => token.IsValid(clock.GetUtcNow());

    public bool Revoke(string accessToken) => Find(accessToken) is { } token && IsValid(token) && token.Revoke();

    public void RevokeAll()
    {
        foreach (var (_, token) in _byHash)
        {
            token.Revoke();
        }
    }

    private static string Hash(string accessToken) => Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(accessToken)));
}
