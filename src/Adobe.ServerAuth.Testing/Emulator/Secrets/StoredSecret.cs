using System.Diagnostics;

namespace Adobe.ServerAuth.Testing.Emulator;

/// <summary>A client secret, and what the console knows of it.</summary>
internal sealed class StoredSecret(string value, DateTimeOffset createdAt)
{
    private readonly object _gate = new();
    private DateTimeOffset _createdAt = createdAt;
    private volatile SecretUse[] _uses = [];

    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    public string Value => value;

    public string Id { get; } = Guid.NewGuid().ToString();

    public DateTimeOffset CreatedAt
    {
        get
        {
            lock (_gate)
            {
                return _createdAt;
            }
        }

        set
        {
            lock (_gate)
            {
                _createdAt = value;
            }
        }
    }

    public IReadOnlyList<SecretUse> Uses => _uses;

    public EmulatedClientSecret Details => new(Id, CreatedAt, _uses is { Length: > 0 } uses ? uses.Max(use => use.At) : null);

    public void Use(TimeProvider clock, string grantType)
    {
        lock (_gate)
        {
            _uses = [.. _uses.Where(use => use.GrantType != grantType), new SecretUse(grantType, clock.GetUtcNow())];
        }
    }
}
