namespace Adobe.ServerAuth.Benchmarks.Credentials;

// What a credential store has of one credential, as long as Adobe makes it. All of it was there before any provider is.
internal sealed class Tenant(string name, string? privateKey)
{
    private readonly string[] _scopes = privateKey is null ? [Copy("openid"), Copy("AdobeID"), Copy("read_organizations"), Copy("firefly_api")] : [];
    private readonly string[] _metaScopes = privateKey is null ? [] : [Copy("ent_dataservices_sdk")];
    private readonly string _clientId = RandomText.Hex(32);
    private readonly string _clientSecret = "p8e-" + RandomText.Hex(36);
    private readonly string _organizationId = RandomText.Hex(24).ToUpperInvariant() + "@AdobeOrg";
    private readonly string _technicalAccountId = RandomText.Hex(24).ToUpperInvariant() + "@techacct.adobe.com";

    public string Name { get; } = name;

    // Neither ours nor the library's: it lives as long as the store.
    public IEnumerable<object> Texts =>
        [Name, _scopes, .. _scopes, _metaScopes, .. _metaScopes, _clientId, _clientSecret, _organizationId, _technicalAccountId, privateKey ?? ""];

    public static Tenant[] Make(int count, string? privateKey = null) =>
        [.. Enumerable.Range(0, count).Select(i => new Tenant(FormattableString.Invariant($"tenant-{i:D6}"), privateKey))];

    public AdobeServerAuthOptions ToOptions()
    {
        var options = new AdobeServerAuthOptions();
        Apply(options);
        return options;
    }

    public void Apply(AdobeServerAuthOptions options)
    {
        options.ClientId = _clientId;
        options.ClientSecret = _clientSecret;
        options.OrganizationId = _organizationId;
        options.Scopes = _scopes;
        if (privateKey is not null)
        {
            options.Flow = ServerAuthFlow.Jwt;
            options.Jwt.TechnicalAccountId = _technicalAccountId;
            options.Jwt.MetaScopes = _metaScopes;
            options.Jwt.PrivateKey = privateKey;
        }
    }

    // As read from a store: equal texts, not one.
    private static string Copy(string text) => new(text.AsSpan());
}
