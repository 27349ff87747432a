using System.Text.RegularExpressions;

namespace Adobe.ServerAuth.Configuration;

// The rules of a Service Account (JWT) credential, but for its key, which is read elsewhere.
internal static class JwtOptionsRules
{
    private const string Prefix = nameof(AdobeServerAuthOptions.Jwt) + ":";
    private const string TechnicalAccountId = Prefix + nameof(JwtOptions.TechnicalAccountId);
    private const string MetaScopes = Prefix + nameof(JwtOptions.MetaScopes);

    // A loopback host stands in for any other.
    private static readonly Uri AnyHost = new("https://localhost");

    private static readonly Regex Account = new("^[A-Za-z0-9]+@techacct\\.adobe\\.com\\z", RegexOptions.CultureInvariant);
    private static readonly Regex Email = new("^[A-Fa-f0-9]{8}(-[A-Fa-f0-9]{4}){3}-[A-Fa-f0-9]{12}@techacct\\.adobe\\.com\\z", RegexOptions.CultureInvariant);

    public static void Check(AdobeServerAuthOptions options, OptionRules rules)
    {
        rules.Present(options.OrganizationId, nameof(options.OrganizationId), ConsoleHint.JwtOrganizationId);
        CheckTechnicalAccount(options.Jwt.TechnicalAccountId, rules);
        CheckMetaScopes(options, rules);
        rules.Check(
            options.TokenEndpoint is null || TokenEndpoints.IsJwtExchange(options.TokenEndpoint),
            nameof(options.TokenEndpoint),
            "must be the JWT exchange, /ims/exchange/jwt, since Flow is Jwt. Leave it out: it is derived from ImsEndpoint.");
        rules.Check(
            options.Jwt.AssertionLifetime >= TimeSpan.FromMinutes(1) && options.Jwt.AssertionLifetime <= TimeSpan.FromMinutes(10),
            Prefix + nameof(options.Jwt.AssertionLifetime),
            "must be 1 to 10 minutes (00:01:00 to 00:10:00). " + ConsoleHint.NotInConsole);
    }

    private static void CheckTechnicalAccount(string? value, OptionRules rules)
    {
        if (rules.Present(value, TechnicalAccountId, ConsoleHint.TechnicalAccountId)
            && rules.Check(
                !Email.IsMatch(value!),
                TechnicalAccountId,
                "is the technical account's e-mail; needed is its id, which has no dashes before @techacct.adobe.com. " + ConsoleHint.TechnicalAccountId))
        {
            rules.Check(Account.IsMatch(value!), TechnicalAccountId, "must be letters and digits followed by @techacct.adobe.com. " + ConsoleHint.TechnicalAccountId);
        }
    }

    private static void CheckMetaScopes(AdobeServerAuthOptions options, OptionRules rules)
    {
        // As long as it is not known which host is asked, an address may be one of its.
        var isHostKnown = !rules.HasFailed(nameof(options.ImsEndpoint)) && !rules.HasFailed(nameof(options.TokenEndpoint));
        var endpoint = isHostKnown ? TokenEndpoints.Of(options) : AnyHost;
        var metaScopes = MetaScopeList.Normalize(options.Jwt.MetaScopes ?? [], endpoint);
        if (rules.Present(metaScopes.Count > 0, MetaScopes, "At least one metascope is needed. " + ConsoleHint.MetaScopes)
            && rules.Check(
                !metaScopes.Any(metaScope => IsElsewhere(metaScope, endpoint)),
                MetaScopes,
                "names a host that is not the IMS that is asked: write the metascope's name alone (ent_dataservices_sdk), or "
                    + (options.TokenEndpoint is null ? "set ImsEndpoint to that host. " : "correct TokenEndpoint, which says what host is asked. ") + ConsoleHint.MetaScopes))
        {
            rules.Check(
                metaScopes.All(MetaScopeList.IsName),
                MetaScopes,
                "must be names such as ent_dataservices_sdk, separated by commas, or their addresses (https://ims-na1.adobelogin.com/s/ent_dataservices_sdk). " + ConsoleHint.MetaScopes);
        }
    }

    private static bool IsElsewhere(string metaScope, Uri tokenEndpoint) =>
        Uri.TryCreate(metaScope, UriKind.Absolute, out var address) && address.Scheme is "https" or "http" && address.Authority != tokenEndpoint.Authority && !tokenEndpoint.IsLoopback;
}
