using System.Text.RegularExpressions;
using Adobe.ServerAuth.Abstractions;

namespace Adobe.ServerAuth.Configuration;

// All rules but those of the private key, which Credentials reads.
internal static class AdobeServerAuthOptionsRules
{
    private static readonly Regex Organization = new("^[A-Za-z0-9]+@AdobeOrg\\z", RegexOptions.CultureInvariant);

    public static void Check(AdobeServerAuthOptions options, OptionRules rules)
    {
        rules.Check(options.Flow is null or ServerAuthFlow.OAuth or ServerAuthFlow.Jwt, nameof(options.Flow), "must be OAuth or Jwt, or be left out. " + ConsoleHint.Flow);
        // What is missing depends on the flow; where that could not be read, what else is there tells which was meant.
        var isJwt = options.Flow == ServerAuthFlow.Jwt || (options.Flow != ServerAuthFlow.OAuth && rules.HasFailed(nameof(options.Flow)) && HasAccount(options.Jwt));
        ValueRules.Check(options, isJwt, rules);
        rules.HeaderText(options.ClientId, nameof(options.ClientId), isJwt ? ConsoleHint.JwtClientId : ConsoleHint.ClientId);
        CheckSecrets(options, rules, isJwt ? ConsoleHint.JwtClientSecret : ConsoleHint.ClientSecret);
        rules.Check(
            string.IsNullOrEmpty(options.OrganizationId) || Organization.IsMatch(options.OrganizationId),
            nameof(options.OrganizationId),
            "must be letters and digits followed by @AdobeOrg. " + (isJwt ? ConsoleHint.JwtOrganizationId : ConsoleHint.OrganizationId));
        rules.Address(options.ImsEndpoint, nameof(options.ImsEndpoint), originOnly: true, ConsoleHint.ImsEndpoint);
        rules.Address(options.TokenEndpoint, nameof(options.TokenEndpoint), originOnly: false, ConsoleHint.TokenEndpoint);
        if (isJwt)
        {
            JwtOptionsRules.Check(options, rules);
        }
        else
        {
            CheckOAuth(options, rules);
        }

        TokenCacheOptionsRules.Check(options.Cache, nameof(options.Cache) + ":", rules);
        CheckTokenRequest(options.TokenRequest, nameof(options.TokenRequest) + ":", rules);
    }

    // Nothing that tells one credential from another, wherever it would come from.
    public static bool HasNoCredential(AdobeServerAuthOptions options) =>
        new[] { options.ClientId, options.ClientSecret, options.ClientSecretFile, options.AlternateClientSecret, options.CredentialFile, options.OrganizationId, options.Jwt.TechnicalAccountId, options.Jwt.PrivateKey, options.Jwt.PrivateKeyFile }.All(string.IsNullOrWhiteSpace)
        && options.ClientSecretSource is null && options.Jwt.SignerInCode is null && options.Flow is null
        && ScopeList.Normalize(options.Scopes ?? []).Count == 0;

    private static void CheckSecrets(AdobeServerAuthOptions options, OptionRules rules, string hint)
    {
        if (options.ClientSecretSource is null)
        {
            rules.Secret(options.ClientSecret, nameof(options.ClientSecret), hint);
        }
        else
        {
            rules.Check(string.IsNullOrEmpty(options.ClientSecret), nameof(options.ClientSecret), "must not be set beside UseClientSecret: it would not be clear which of the two is sent. AlternateClientSecret may be.");
        }

        if (!string.IsNullOrEmpty(options.AlternateClientSecret))
        {
            rules.Secret(options.AlternateClientSecret, nameof(options.AlternateClientSecret), hint);
        }
    }

    private static bool IsScope(string scope) => HeaderText.IsValid(scope) && scope.IndexOfAny(['[', ']', '"', '\\']) < 0;

    private static bool HasAccount(JwtOptions options) => options.TechnicalAccountId is not null || options.PrivateKey is not null || options.PrivateKeyFile is not null;

    private static void CheckOAuth(AdobeServerAuthOptions options, OptionRules rules)
    {
        if (options.Flow is null && ScopeList.Normalize(options.Scopes ?? []).Count == 0 && HasAccount(options.Jwt))
        {
            rules.Check(
                false,
                nameof(options.Flow),
                "is not set, which means OAuth, but the section Jwt is: set Flow to Jwt, or, for OAuth, Scopes. " + ConsoleHint.Flow);
            return;
        }

        rules.Check(
            !TokenEndpoints.IsBelowExchange(options.TokenEndpoint),
            nameof(options.TokenEndpoint),
            "must not be the JWT exchange unless Flow is Jwt: that of an OAuth Server-to-Server credential is /ims/token/v3. " + ConsoleHint.TokenEndpoint);

        const string key = nameof(options.Scopes);
        var scopes = ScopeList.Normalize(options.Scopes ?? []);
        if (TokenEndpoints.IsOfProduct(options.TokenEndpoint))
        {
            rules.Check(scopes.Count == 0, key, "must be left out: the TokenEndpoint that is set is a product's own (its path does not begin with /ims/), which takes no scopes.");
            return;
        }

        rules.Present(scopes.Count > 0, key, "At least one scope is needed. " + ConsoleHint.Scopes);
        rules.Check(scopes.All(IsScope), key, "must be separated by commas, not by blanks, and hold visible ASCII characters only, without quotes and brackets. " + ConsoleHint.Scopes);
    }

    private static void CheckTokenRequest(TokenRequestOptions options, string prefix, OptionRules rules)
    {
        rules.UpToFiveMinutes(options.AttemptTimeout, prefix + nameof(options.AttemptTimeout));
        rules.UpToFiveMinutes(options.TotalTimeout, prefix + nameof(options.TotalTimeout));
        rules.Between(options.MaxRetries, 0, 10, prefix + nameof(options.MaxRetries));
        rules.UpToOneMinute(options.RetryDelay, prefix + nameof(options.RetryDelay));
        rules.Between(options.MaxResponseBytes, 4 * 1024, 16 * 1024 * 1024, prefix + nameof(options.MaxResponseBytes));
    }
}
