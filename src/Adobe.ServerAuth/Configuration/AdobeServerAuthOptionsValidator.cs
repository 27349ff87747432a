using System.Text.RegularExpressions;
using Adobe.ServerAuth.Abstractions;
using Microsoft.Extensions.Options;

namespace Adobe.ServerAuth.Configuration;

internal sealed class AdobeServerAuthOptionsValidator : IValidateOptions<AdobeServerAuthOptions>
{
    private static readonly Regex Organization = new("^[A-Za-z0-9]+@AdobeOrg\\z", RegexOptions.CultureInvariant);

    public ValidateOptionsResult Validate(string? name, AdobeServerAuthOptions options)
    {
        var lines = Failures(options);
        return lines.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(lines);
    }

    public static void ThrowIfInvalid(string? name, AdobeServerAuthOptions options)
    {
        if (Failures(options) is { Count: > 0 } lines)
        {
            throw new OptionsValidationException(name ?? Options.DefaultName, typeof(AdobeServerAuthOptions), lines);
        }
    }

    public static IReadOnlyList<string> Failures(AdobeServerAuthOptions options)
    {
        var failures = new List<OptionFailure>(options.SectionFailures);
        var rules = new OptionRules(options.SectionPath, failures);
        rules.Check(options.Flow is null or ServerAuthFlow.OAuth, nameof(options.Flow), "must be OAuth, or be left out. " + ConsoleHint.Flow);
        rules.HeaderText(options.ClientId, nameof(options.ClientId), ConsoleHint.ClientId);
        rules.Secret(options.ClientSecret, nameof(options.ClientSecret), ConsoleHint.ClientSecret);
        CheckScopes(options, rules);
        rules.Check(
            string.IsNullOrEmpty(options.OrganizationId) || Organization.IsMatch(options.OrganizationId),
            nameof(options.OrganizationId),
            "must be letters and digits followed by @AdobeOrg. " + ConsoleHint.OrganizationId);
        rules.Address(options.ImsEndpoint, nameof(options.ImsEndpoint), originOnly: true, ConsoleHint.ImsEndpoint);
        rules.Address(options.TokenEndpoint, nameof(options.TokenEndpoint), originOnly: false, ConsoleHint.TokenEndpoint);
        rules.Check(
            !TokenEndpoints.IsJwtExchange(options.TokenEndpoint),
            nameof(options.TokenEndpoint),
            "must not be the JWT exchange: that of an OAuth Server-to-Server credential is /ims/token/v3. " + ConsoleHint.TokenEndpoint);
        TokenCacheOptionsRules.Check(options.Cache, nameof(options.Cache) + ":", rules);
        CheckTokenRequest(options.TokenRequest, nameof(options.TokenRequest) + ":", rules);
        return [.. failures.Select(failure => failure.ToLine(nameof(AdobeServerAuthOptions))).Distinct()];
    }

    private static void CheckScopes(AdobeServerAuthOptions options, OptionRules rules)
    {
        const string key = nameof(options.Scopes);
        var scopes = ScopeList.Normalize(options.Scopes ?? []);
        if (TokenEndpoints.IsOfProduct(options.TokenEndpoint))
        {
            rules.Check(scopes.Count == 0, key, "must be left out: the TokenEndpoint that is set is a product's own (its path does not begin with /ims/), which takes no scopes.");
            return;
        }

        rules.Check(scopes.Count > 0, key, "is missing: at least one scope is needed. " + ConsoleHint.Scopes);
        rules.Check(scopes.All(HeaderText.IsValid), key, "must be separated by commas, not by blanks, and hold visible ASCII characters only. " + ConsoleHint.Scopes);
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
