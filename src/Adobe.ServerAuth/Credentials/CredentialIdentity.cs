namespace Adobe.ServerAuth.Credentials;

// What a token depends on. As long as it stays the same, a token that was issued before a change of the options stays good.
internal sealed class CredentialIdentity(CredentialSettings settings) : IEquatable<CredentialIdentity>
{
    private readonly CredentialSettings _settings = settings;

    public bool Equals(CredentialIdentity? other) => other is not null && Names(_settings) == Names(other._settings) && ScopesOf(_settings).SetEquals(ScopesOf(other._settings));

    public override bool Equals(object? obj) => Equals(obj as CredentialIdentity);

    public override int GetHashCode() => Names(_settings).GetHashCode();

    private static (ServerAuthFlow, string, string?, string?, Uri) Names(CredentialSettings settings) =>
        (settings.Flow, settings.ClientId, settings.OrganizationId, settings.ServiceAccount?.TechnicalAccountId, settings.TokenEndpoint);

    private static HashSet<string> ScopesOf(CredentialSettings settings) => new(settings.ServiceAccount?.MetaScopes ?? settings.Scopes, StringComparer.Ordinal);
}
