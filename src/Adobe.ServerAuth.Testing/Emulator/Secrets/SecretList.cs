using System.Diagnostics;

namespace Adobe.ServerAuth.Testing.Emulator;

/// <summary>The client secrets of one credential, oldest first. Any of them is accepted.</summary>
internal sealed class SecretList(IEnumerable<string> values, DateTimeOffset createdAt)
{
    private readonly object _gate = new();

    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    private volatile StoredSecret[] _secrets = [.. values.Select(value => new StoredSecret(value, createdAt))];

    public IReadOnlyList<StoredSecret> All => _secrets;

    public StoredSecret? Find(string? value) => _secrets.FirstOrDefault(secret => secret.Value == value);

    /// <summary>Adds a secret, or makes the one that is there already the newest.</summary>
    public void Add(string value, DateTimeOffset createdAt)
    {
        lock (_gate)
        {
            var added = Find(value) ?? new StoredSecret(value, createdAt);
            _secrets = [.. Without(value), added];
        }
    }

    /// <returns>The new secret, or null if there are as many already as may be.</returns>
    public StoredSecret? TryAdd(string value, DateTimeOffset createdAt, int most)
    {
        lock (_gate)
        {
            if (_secrets.Length >= most)
            {
                return null;
            }

            var added = new StoredSecret(value, createdAt);
            _secrets = [.. _secrets, added];
            return added;
        }
    }

    public bool Remove(string value) => Keep(secret => secret.Value != value);

    public bool RemoveById(string id) => Keep(secret => secret.Id != id);

    /// <summary>All secrets that are there are as if they had been made now.</summary>
    public void Stamp(DateTimeOffset now)
    {
        foreach (var secret in _secrets)
        {
            secret.CreatedAt = now;
        }
    }

    private bool Keep(Func<StoredSecret, bool> stays)
    {
        lock (_gate)
        {
            var before = _secrets;
            _secrets = [.. before.Where(stays)];
            return _secrets.Length < before.Length;
        }
    }

    private IEnumerable<StoredSecret> Without(string value) => _secrets.Where(secret => secret.Value != value);
}
