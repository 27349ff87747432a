using System.Diagnostics;

namespace Adobe.ServerAuth.Configuration;

// A valid, immutable snapshot of the options: one token request uses one of these from start to end.
internal sealed class CredentialSettings
{
    private CredentialSettings(string? name, AdobeServerAuthOptions options)
    {
        Name = string.IsNullOrEmpty(name) ? null : name;
        ClientId = options.ClientId!;
        ClientSecret = options.ClientSecret!;
        Scopes = ScopeList.Normalize(options.Scopes ?? []);
        OrganizationId = string.IsNullOrEmpty(options.OrganizationId) ? null : options.OrganizationId;
        TokenEndpoint = TokenEndpoints.ForClientCredentials(options);
        Cache = options.Cache.Copy();
        TokenRequest = options.TokenRequest.Copy();
        Identity = new CredentialIdentity(
            options.Flow ?? ServerAuthFlow.OAuth,
            ClientId,
            OrganizationId,
            string.Join(",", Scopes.OrderBy(scope => scope, StringComparer.Ordinal)),
            TokenEndpoint);
    }

    public string? Name { get; }

    public string ClientId { get; }

    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    public string ClientSecret { get; }

    public IReadOnlyList<string> Scopes { get; }

    public string? OrganizationId { get; }

    public Uri TokenEndpoint { get; }

    public TokenCacheOptions Cache { get; }

    public TokenRequestOptions TokenRequest { get; }

    public CredentialIdentity Identity { get; }

    public static CredentialSettings From(string? name, AdobeServerAuthOptions options)
    {
        AdobeServerAuthOptionsValidator.ThrowIfInvalid(name, options);
        return new CredentialSettings(name, options);
    }

    public bool SameAs(CredentialSettings other) =>
        Identity == other.Identity
        && ClientSecret == other.ClientSecret
        && Cache.SameAs(other.Cache)
        && TokenRequest.SameAs(other.TokenRequest);
}
