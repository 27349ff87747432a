namespace Adobe.ServerAuth.Testing.Emulator;

/// <summary>When a secret brought a token last, by one kind of grant.</summary>
internal sealed class SecretUse(string grantType, DateTimeOffset at)
{
    public string GrantType { get; } = grantType;

    public DateTimeOffset At { get; } = at;
}
