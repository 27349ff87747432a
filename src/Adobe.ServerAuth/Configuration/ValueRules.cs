using System.Text.RegularExpressions;

namespace Adobe.ServerAuth.Configuration;

// Texts that cannot be what their key asks for, whatever else is right with them: placeholders, texts in quotation marks, and values of another kind.
internal static class ValueRules
{
    // A client secret of 32 hex digits may be one of an emulator, or an old one.
    private static readonly Func<string, bool, string?> Secret = Expected(ValueKind.ClientSecret, ValueKind.ClientId);

    private const string JwtPrefix = nameof(AdobeServerAuthOptions.Jwt) + ":";

    private static readonly Regex Quoted = new("^\\\\?([\"'`´“”„‘’‚«»])(.*[\"'`´“”‘’«»])?\\z", RegexOptions.CultureInvariant | RegexOptions.Singleline);

    public static void Check(AdobeServerAuthOptions options, bool isJwt, OptionRules rules)
    {
        CheckSwap(options, rules);
        var faults = Faults(options, isJwt).Where(fault => !rules.HasFailed(fault.Key)).ToArray();
        foreach (var alike in faults.GroupBy(fault => fault.Text, StringComparer.Ordinal))
        {
            string[] keys = [.. alike.Select(fault => fault.Key).Distinct()];
            rules.Refuse(keys, alike.Key + (keys.Length == 1 ? alike.First().Hint : ""));
        }
    }

    // What is wrong with texts that were set, by key. A text is checked in a file as it is in a section.
    public static IEnumerable<(string Key, string Text, string Hint)> Faults(AdobeServerAuthOptions options, bool isJwt)
    {
        var isEmulator = IsEmulator(options);
        return Texts(options, isJwt)
            .Where(text => !string.IsNullOrWhiteSpace(text.Value))
            .Select(text => (text.Key, Fault: text.Rule(text.Value!, isEmulator), text.Hint))
            .Where(text => text.Fault is not null)
            .Select(text => (text.Key, text.Fault!, text.Hint));
    }

    // Null for what may be a client secret.
    public static string? OfSecret(string value, bool isEmulator) => Secret(value, isEmulator);

    // An emulator takes whatever credential it was given, and nothing leaves the machine.
    public static bool IsEmulator(AdobeServerAuthOptions options) => (options.TokenEndpoint ?? options.ImsEndpoint) is { IsAbsoluteUri: true, IsLoopback: true };

    private static IEnumerable<(string Key, string? Value, Func<string, bool, string?> Rule, string Hint)> Texts(AdobeServerAuthOptions options, bool isJwt)
    {
        yield return (nameof(options.ClientId), options.ClientId, Expected(ValueKind.ClientId), isJwt ? ConsoleHint.JwtClientId : ConsoleHint.ClientId);
        yield return (nameof(options.ClientSecret), options.ClientSecret, Secret, isJwt ? ConsoleHint.JwtClientSecret : ConsoleHint.ClientSecret);
        yield return (nameof(options.AlternateClientSecret), options.AlternateClientSecret, Secret, isJwt ? ConsoleHint.JwtClientSecret : ConsoleHint.ClientSecret);
        yield return (nameof(options.OrganizationId), options.OrganizationId, Expected(ValueKind.Organization), isJwt ? ConsoleHint.JwtOrganizationId : ConsoleHint.OrganizationId);
        if (!isJwt)
        {
            foreach (var scope in Entries(options.Scopes))
            {
                yield return (nameof(options.Scopes), scope, Expected(ValueKind.Scopes), ConsoleHint.Scopes);
            }

            yield break;
        }

        yield return (JwtPrefix + nameof(JwtOptions.TechnicalAccountId), options.Jwt.TechnicalAccountId, Expected(ValueKind.Account), ConsoleHint.TechnicalAccountId);
        foreach (var scope in Entries(options.Jwt.MetaScopes))
        {
            yield return (JwtPrefix + nameof(JwtOptions.MetaScopes), scope, Expected(ValueKind.Scopes, ValueKind.Url), ConsoleHint.MetaScopes);
        }

        yield return (JwtPrefix + nameof(JwtOptions.PrivateKey), options.Jwt.PrivateKey, OfPrivateKey, ConsoleHint.PrivateKey);
    }

    // What no value may be, whatever its type.
    public static string? OfAny(string text, bool mayBeAddress = false) => Quotes(text) ?? (mayBeAddress && text.Contains("://", StringComparison.Ordinal) ? null : Placeholder.OfTool(text));

    // What a path most likely is that names no file.
    public static string? OfPath(string path) => (OfAny(path) ?? ValueKind.Fault(path, ValueKind.Path, ValueKind.PrivateKey, ValueKind.Json))?.TrimEnd();

    private static Func<string, bool, string?> Expected(params string[] kinds) =>
        (text, isEmulator) => OfAny(text) ?? (isEmulator ? null : Placeholder.OfPerson(text)) ?? ValueKind.Fault(text, kinds);

    private static string? Quotes(string text) =>
        Quoted.IsMatch(text) ? "is in quotation marks, which are a part of the value. Leave them out: --env-file of Docker, env files of systemd, set of Windows and YAML inside YAML keep them. " : null;

    // Its reader takes quotation marks and JSON, and has its own words for what is no key.
    private static string? OfPrivateKey(string text, bool isEmulator) => text.Contains("-----", StringComparison.Ordinal) ? null
        : Placeholder.OfTool(text) ?? Placeholder.OfPerson(text) ?? ValueKind.Fault(text, ValueKind.PrivateKey, ValueKind.Certificate, ValueKind.Path, ValueKind.Json);

    // Each by itself, and the list as it may have been written.
    private static IEnumerable<string> Entries(IList<string>? list) => ScopeList.Normalize(list ?? []) is var entries && entries.Count > 1 ? [string.Join(",", entries), .. entries] : entries;

    private static void CheckSwap(AdobeServerAuthOptions options, OptionRules rules)
    {
        const string id = nameof(options.ClientId);
        const string secret = nameof(options.ClientSecret);
        if (ValueKind.Is(options.ClientId, ValueKind.ClientSecret) && ValueKind.Is(options.ClientSecret, ValueKind.ClientId))
        {
            rules.Check(false, id, "looks like a client secret, and ClientSecret looks like a client id: swap the two values.");
            rules.Cover(secret);
        }
        else if (ValueKind.Is(options.ClientId, ValueKind.ClientSecret) && string.IsNullOrEmpty(options.ClientSecret))
        {
            rules.Cover(secret);
        }
        else if (!string.IsNullOrEmpty(options.ClientId) && options.ClientId == options.ClientSecret && ValueKind.Is(options.ClientId, ValueKind.ClientId))
        {
            rules.Check(false, secret, "is the same as ClientId. " + ConsoleHint.ClientSecret);
        }
    }
}
