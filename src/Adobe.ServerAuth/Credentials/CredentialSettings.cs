using Adobe.ServerAuth.Configuration;
using Adobe.ServerAuth.Diagnostics;
using Microsoft.Extensions.Options;

namespace Adobe.ServerAuth.Credentials;

// A valid, immutable snapshot of the options: one token request uses one of these from start to end. Whoever makes one disposes it, or
// hands it to a provider that does.
internal sealed class CredentialSettings : IDisposable
{
    private CredentialSettings(string? name, AdobeServerAuthOptions options, AssertionSigner? signer, FollowedFiles files)
    {
        Name = string.IsNullOrEmpty(name) ? null : name;
        ClientId = options.ClientId!;
        ClientSecrets = new ClientSecrets(options);
        OrganizationId = string.IsNullOrEmpty(options.OrganizationId) ? null : options.OrganizationId;
        TokenEndpoint = TokenEndpoints.Of(options);
        Cache = options.Cache.Snapshot();
        TokenRequest = options.TokenRequest.Snapshot();
        Files = files.IsEmpty ? null : files;
        IsSignedByCode = signer is not null && options.Jwt.SignerInCode is not null;
        HasCode = options.ClientSecretSource is not null || IsSignedByCode;
        if (signer is not null)
        {
            ServiceAccount = new ServiceAccount(options.Jwt, MetaScopeList.Normalize(options.Jwt.MetaScopes ?? [], TokenEndpoint), signer);
        }

        Scopes = signer is null ? ScopeList.Normalize(options.Scopes ?? []).ToArray() : [];
    }

    public string? Name { get; }

    public string ClientId { get; }

    public ClientSecrets ClientSecrets { get; }

    public IReadOnlyList<string> Scopes { get; }

    public string? OrganizationId { get; }

    // Null in the OAuth flow.
    public ServiceAccount? ServiceAccount { get; }

    public Uri TokenEndpoint { get; }

    public TokenCacheOptions Cache { get; }

    public TokenRequestOptions TokenRequest { get; }

    // Where it was read from; null when no file is among it.
    public FollowedFiles? Files { get; set; }

    // A signer or a key of the application's, which may ask elsewhere.
    public bool IsSignedByCode { get; }

    // A vault, a signer, or a key of the application's, which may be another one each time the options are set.
    public bool HasCode { get; }

    public ServerAuthFlow Flow => ServiceAccount is null ? ServerAuthFlow.OAuth : ServerAuthFlow.Jwt;

    public CredentialIdentity Identity => new(this);

    public static CredentialSettings From(string? name, AdobeServerAuthOptions options)
    {
        var (settings, failures) = Read(name, options);
        return settings ?? throw InvalidConfigurationException.Of(name ?? Options.DefaultName, typeof(AdobeServerAuthOptions), failures);
    }

    // The settings, or everything that is wrong with the options.
    public static (CredentialSettings? Settings, IReadOnlyList<string> Failures) Read(string? name, AdobeServerAuthOptions options)
    {
        var failures = new List<OptionFailure>(options.SectionFailures);
        if (AdobeServerAuthOptionsRules.HasNoCredential(options) && failures.All(failure => failure.MeantKey is null))
        {
            // One line, since all that is missing is missing for one reason.
            if (options.MissingSection is { } describe && failures.All(failure => failure.Key.Length > 0))
            {
                failures.Add(new OptionFailure(options.SectionPath, "", describe()));
            }

            if (failures.Any(failure => failure.Key.Length == 0))
            {
                return (null, Lines(name, options, failures));
            }
        }

        var rules = new OptionRules(options.SectionPath, failures);
        var files = new FollowedFiles();
        if (CredentialFileSource.Complete(options, rules, files) is not { } found || ClientSecretFileSource.Complete(found, rules, files) is not { } completed)
        {
            // All that a file would have told is missing.
            return (null, Lines(name, options, failures));
        }

        options = completed;
        AdobeServerAuthOptionsRules.Check(options, rules);
        ExplainMissingKeys(options, failures);
        var signer = options.Flow == ServerAuthFlow.Jwt ? PrivateKeySource.Read(options.Jwt, rules, files) : null;
        if (failures.Count == 0)
        {
            return (new CredentialSettings(name, options, signer, files), []);
        }

        signer?.Dispose();
        return (null, Lines(name, options, failures));
    }

    public bool SameAs(CredentialSettings other) =>
        Identity.Equals(other.Identity)
        && ClientSecrets.SameAs(other.ClientSecrets)
        && (ServiceAccount?.SameAs(other.ServiceAccount) ?? other.ServiceAccount is null)
        && Cache.SameAs(other.Cache)
        && TokenRequest.SameAs(other.TokenRequest);

    public void Dispose() => ServiceAccount?.Signer.Dispose();

    private static void ExplainMissingKeys(AdobeServerAuthOptions options, List<OptionFailure> failures)
    {
        for (var i = 0; options.MissingKey is { } explain && i < failures.Count; i++)
        {
            if (failures[i].Text.StartsWith(OptionRules.Missing, StringComparison.Ordinal))
            {
                failures[i] = failures[i] with { Text = failures[i].Text + explain(failures[i].Key) };
            }
        }
    }

    private static IReadOnlyList<string> Lines(string? name, AdobeServerAuthOptions options, IEnumerable<OptionFailure> failures)
    {
        // A section's path tells whose it is.
        var whose = string.IsNullOrEmpty(name) || options.SectionPath is not null ? "" : $" (credential '{SafeText.Clean(name)}')";
        return [.. failures.Select(failure => failure.ToLine(nameof(AdobeServerAuthOptions)) + whose).Distinct()];
    }
}
