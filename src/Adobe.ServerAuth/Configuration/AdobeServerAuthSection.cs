using Microsoft.Extensions.Configuration;

namespace Adobe.ServerAuth.Configuration;

// The keys of the section "AdobeServerAuth" and how each is read.
internal static class AdobeServerAuthSection
{
    public const string DefaultPath = "AdobeServerAuth";

    private static readonly SectionReader<JwtOptions> Jwt = new(
        new Dictionary<string, Action<SectionKey, JwtOptions>>(StringComparer.OrdinalIgnoreCase)
        {
            [nameof(JwtOptions.TechnicalAccountId)] = (key, o) => o.TechnicalAccountId = key.Text(o.TechnicalAccountId, ConsoleHint.TechnicalAccountId),
            [nameof(JwtOptions.MetaScopes)] = (key, o) => o.MetaScopes = key.List(o.MetaScopes, ConsoleHint.MetaScopes),
            [nameof(JwtOptions.PrivateKey)] = (key, o) => o.PrivateKey = key.Lines(o.PrivateKey, ConsoleHint.PrivateKey),
            [nameof(JwtOptions.PrivateKeyFile)] = (key, o) => o.PrivateKeyFile = key.Text(o.PrivateKeyFile, ConsoleHint.PrivateKey),
            [nameof(JwtOptions.PrivateKeyPassphrase)] = (key, o) => o.PrivateKeyPassphrase = key.Text(o.PrivateKeyPassphrase, ConsoleHint.NotInConsole),
            [nameof(JwtOptions.AssertionLifetime)] = (key, o) => o.AssertionLifetime = key.Duration(o.AssertionLifetime),
            [nameof(JwtOptions.SendJwtId)] = (key, o) => o.SendJwtId = key.Flag(o.SendJwtId),
        });

    private static readonly SectionReader<TokenCacheOptions> Cache = new(
        new Dictionary<string, Action<SectionKey, TokenCacheOptions>>(StringComparer.OrdinalIgnoreCase)
        {
            [nameof(TokenCacheOptions.RefreshBeforeExpiry)] = (key, o) => o.RefreshBeforeExpiry = key.Duration(o.RefreshBeforeExpiry),
            [nameof(TokenCacheOptions.RefreshJitter)] = (key, o) => o.RefreshJitter = key.Duration(o.RefreshJitter),
            [nameof(TokenCacheOptions.ClockSkew)] = (key, o) => o.ClockSkew = key.Duration(o.ClockSkew),
            [nameof(TokenCacheOptions.TransientFailureCooldown)] = (key, o) => o.TransientFailureCooldown = key.Duration(o.TransientFailureCooldown),
            [nameof(TokenCacheOptions.PermanentFailureCooldown)] = (key, o) => o.PermanentFailureCooldown = key.Duration(o.PermanentFailureCooldown),
            [nameof(TokenCacheOptions.RejectionCooldown)] = (key, o) => o.RejectionCooldown = key.Duration(o.RejectionCooldown),
        });

    private static readonly SectionReader<TokenRequestOptions> TokenRequest = new(
        new Dictionary<string, Action<SectionKey, TokenRequestOptions>>(StringComparer.OrdinalIgnoreCase)
        {
            [nameof(TokenRequestOptions.AttemptTimeout)] = (key, o) => o.AttemptTimeout = key.Duration(o.AttemptTimeout),
            [nameof(TokenRequestOptions.TotalTimeout)] = (key, o) => o.TotalTimeout = key.Duration(o.TotalTimeout),
            [nameof(TokenRequestOptions.MaxRetries)] = (key, o) => o.MaxRetries = key.Integer(o.MaxRetries),
            [nameof(TokenRequestOptions.RetryDelay)] = (key, o) => o.RetryDelay = key.Duration(o.RetryDelay),
            [nameof(TokenRequestOptions.MaxResponseBytes)] = (key, o) => o.MaxResponseBytes = key.Integer(o.MaxResponseBytes),
        });

    private static readonly SectionReader<AdobeServerAuthOptions> Root = new(
        new Dictionary<string, Action<SectionKey, AdobeServerAuthOptions>>(StringComparer.OrdinalIgnoreCase)
        {
            [nameof(AdobeServerAuthOptions.Flow)] = (key, o) => o.Flow = key.Flow(o.Flow),
            [nameof(AdobeServerAuthOptions.ClientId)] = (key, o) => o.ClientId = key.Text(o.ClientId, ConsoleHint.ClientId),
            [nameof(AdobeServerAuthOptions.ClientSecret)] = (key, o) => o.ClientSecret = key.Text(o.ClientSecret, ConsoleHint.ClientSecret),
            [nameof(AdobeServerAuthOptions.ClientSecretFile)] = (key, o) => o.ClientSecretFile = key.Text(o.ClientSecretFile, ConsoleHint.ClientSecret),
            [nameof(AdobeServerAuthOptions.AlternateClientSecret)] = (key, o) => o.AlternateClientSecret = key.Text(o.AlternateClientSecret, ConsoleHint.ClientSecret),
            [nameof(AdobeServerAuthOptions.CredentialFile)] = (key, o) => o.CredentialFile = key.Text(o.CredentialFile, ConsoleHint.NotInConsole),
            [nameof(AdobeServerAuthOptions.CredentialName)] = (key, o) => o.CredentialName = key.Text(o.CredentialName, ConsoleHint.NotInConsole),
            [nameof(AdobeServerAuthOptions.Scopes)] = (key, o) => o.Scopes = key.List(o.Scopes, ConsoleHint.Scopes),
            [nameof(AdobeServerAuthOptions.OrganizationId)] = (key, o) => o.OrganizationId = key.Text(o.OrganizationId, ConsoleHint.OrganizationId),
            [nameof(AdobeServerAuthOptions.ImsEndpoint)] = (key, o) => o.ImsEndpoint = key.Address(o.ImsEndpoint, ConsoleHint.ImsEndpoint),
            [nameof(AdobeServerAuthOptions.TokenEndpoint)] = (key, o) => o.TokenEndpoint = key.Address(o.TokenEndpoint, ConsoleHint.TokenEndpoint),
            [nameof(AdobeServerAuthOptions.Jwt)] = (key, o) => key.Section(Jwt, o.Jwt),
            [nameof(AdobeServerAuthOptions.Cache)] = (key, o) => key.Section(Cache, o.Cache),
            [nameof(AdobeServerAuthOptions.TokenRequest)] = (key, o) => key.Section(TokenRequest, o.TokenRequest),
        });

    // All keys, as they are written below the section.
    public static IReadOnlyList<string> Paths { get; } =
    [
        .. Root.Keys,
        .. Jwt.Keys.Select(key => $"{nameof(AdobeServerAuthOptions.Jwt)}:{key}"),
        .. Cache.Keys.Select(key => $"{nameof(AdobeServerAuthOptions.Cache)}:{key}"),
        .. TokenRequest.Keys.Select(key => $"{nameof(AdobeServerAuthOptions.TokenRequest)}:{key}"),
    ];

    // Named credentials stand below the default one.
    public static string PathOf(string credential) => credential.Length == 0 ? DefaultPath : DefaultPath + ":" + credential;

    public static bool IsKey(string name) => Root.Knows(name) || string.Equals(name, ApiRequestOptionsSection.HttpClients, StringComparison.OrdinalIgnoreCase);

    // The root, where it is at hand, tells which of two sources came last. Sections of other credentials may stand among the keys.
    public static void Read(IConfiguration section, AdobeServerAuthOptions options, string path, IConfigurationRoot? root, IReadOnlyList<string> others)
    {
        options.SectionPath = path;
        var context = new SectionContext(path, root, others, options.SectionFailures);
        if (section is IConfigurationSection { Value.Length: > 0 })
        {
            context.Fail("", "must be a section with keys of its own, not a value.");
        }

        Root.Read(section, "", context, options);
    }
}
