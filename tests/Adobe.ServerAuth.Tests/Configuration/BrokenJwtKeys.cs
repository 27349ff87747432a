using Adobe.ServerAuth.Tests.Fakes;

namespace Adobe.ServerAuth.Tests.Configuration;

/// <summary>Every way that we know of to get one key of a Service Account (JWT) credential wrong, but for its private key.</summary>
internal static class BrokenJwtKeys
{
    private const string Page = "your project > Service Account (JWT) > ";
    private const string Account = Page + "Technical Account ID";
    private const string Scopes = Page + "Generate JWT";
    private const string NoConsoleValue = "leave it out for the default";
    private const string AccountKey = "Jwt:TechnicalAccountId";
    private const string ScopesKey = "Jwt:MetaScopes";
    private const string LifetimeKey = "Jwt:AssertionLifetime";

    public static IReadOnlyDictionary<string, BrokenKey> All { get; } =
        Accounts().Concat(MetaScopes()).Concat(Lifetimes()).Concat(Others()).ToDictionary(pair => pair.Name, pair => pair.Key);

    private static IEnumerable<(string Name, BrokenKey Key)> Accounts()
    {
        var mark = Section.Mark;
        yield return ("organization is absent", new("OrganizationId", "is missing", Page + "Organization ID", ("OrganizationId", null)));
        yield return ("organization is empty", new("OrganizationId", "is missing", Page + "Organization ID", ("OrganizationId", "")));
        yield return ("organization has another suffix", new("OrganizationId", "looks like the id of a technical account", "Organization ID", ("OrganizationId", mark + "@techacct.adobe.com")));
        yield return ("client id is absent", new("ClientId", "is missing", Page + "Client ID", ("ClientId", null)));
        yield return ("secret is absent", new("ClientSecret", "is missing", Page + "Retrieve client secret", ("ClientSecret", null)));
        yield return ("account is absent", new(AccountKey, "is missing", Account, (AccountKey, null)));
        yield return ("account is blank", new(AccountKey, "is missing", Account, (AccountKey, "  ")));
        foreach (var guid in new[] { "7c1e92a4-53bd-4f08-9d6e-20b5c8f7a313", "7C1E92A4-53BD-4F08-9D6E-20B5C8F7A313" })
        {
            yield return ($"account is the e-mail {guid}", new(AccountKey, "is the technical account's e-mail", Account, (AccountKey, guid + "@techacct.adobe.com")));
        }

        yield return ("account is an organization", new(AccountKey, "looks like an organization id: that belongs under OrganizationId", Account, (AccountKey, mark + "@AdobeOrg")));
        foreach (var (what, value) in new[]
        {
            ("without suffix", mark), ("of another suffix", mark + "@techacct.adobe.com.example"), ("without a name", "@techacct.adobe.com"),
            ("an e-mail of a person", mark + "@example.com"), ("almost the e-mail", $"{mark}-{mark}@techacct.adobe.com"), ("ended by a line break", mark + "@techacct.adobe.com\n"),
            ("with a blank before", " " + mark + "@techacct.adobe.com"), ("not ASCII", mark + "é@techacct.adobe.com"),
        })
        {
            yield return ($"account is {what}", new(AccountKey, "must be letters and digits followed by @techacct.adobe.com", Account, (AccountKey, value)));
        }
    }

    private static IEnumerable<(string Name, BrokenKey Key)> MetaScopes()
    {
        var mark = Section.Mark;
        foreach (var (what, value) in new (string, string?)[] { ("absent", null), ("empty", ""), ("commas", " , ,"), ("an empty JSON array", "[]") })
        {
            yield return ($"metascopes are {what}", new(ScopesKey, "is missing", Scopes, (ScopesKey, value)));
        }

        foreach (var (what, value) in new[]
        {
            ("separated by blanks", $"ent_a {mark}"), ("a path without a name", "/s/"), ("with a slash behind", mark + "/"), ("with a colon", "ent:" + mark), ("not ASCII", "ent_é" + mark),
            ("separated by semicolons", $"ent_a;{mark}"), ("broken JSON", $"[\"{mark}"), ("a mixture", $"ent_a,{mark}+b"), ("an address without a name", "https://ims-na1.adobelogin.com/s/"),
            ("an address with an encoded blank", $"https://ims-na1.adobelogin.com/s/{mark}%20b"),
        })
        {
            yield return ($"metascopes are {what}", new(ScopesKey, "must be names such as ent_dataservices_sdk", Scopes, (ScopesKey, value)));
        }

        foreach (var (what, value) in new[]
        {
            ("another host", "https://ims-na1-stg1.adobelogin.com/s/ent_a"), ("another port", "https://ims-na1.adobelogin.com:8443/s/ent_a"), ("a host whose name begins alike", "https://ims-na1.adobelogin.com.example/s/ent_a"),
            ("no metascope", $"https://ims-na1.adobelogin.com/{mark}"), ("an audience", $"https://ims-na1.adobelogin.com/c/{mark}"),
        })
        {
            yield return ($"metascopes are an address of {what}", new(ScopesKey, what is "no metascope" or "an audience" ? "must be names such as" : "names a host that is not the IMS that is asked", Scopes, (ScopesKey, value)));
        }

        yield return ("metascopes are both array and text", new(ScopesKey, "both as an array and as one text", "write it as one text with commas", (ScopesKey, mark), (ScopesKey + ":0", mark)));
    }

    private static IEnumerable<(string Name, BrokenKey Key)> Lifetimes()
    {
        foreach (var value in new[] { "00:00:00", "00:00:59", "00:00:59.9999999", "00:10:00.0000001", "-00:03:00", "1.00:00:00" })
        {
            yield return ($"lifetime is {value}", new(LifetimeKey, "must be 1 to 10 minutes", NoConsoleValue, (LifetimeKey, value)));
        }

        foreach (var value in new[] { "300", "3", "03:00", "3m", "" })
        {
            yield return ($"lifetime is '{value}'", new(LifetimeKey, "must be a duration written hh:mm:ss", NoConsoleValue, (LifetimeKey, value)));
        }

        foreach (var value in new[] { "yes", "1", "on", "" })
        {
            yield return ($"SendJwtId is '{value}'", new("Jwt:SendJwtId", "must be true or false", NoConsoleValue, ("Jwt:SendJwtId", value)));
        }
    }

    private static IEnumerable<(string Name, BrokenKey Key)> Others()
    {
        var mark = Section.Mark;
        foreach (var path in new[] { "/ims/token/v3", "/ims/exchange", "/ims/exchange/v2/jwt", "/IMS/exchange/jwt", "/token", "/" })
        {
            yield return ($"token endpoint is {path}", new("TokenEndpoint", "must be the JWT exchange", "it is derived from ImsEndpoint", ("TokenEndpoint", "https://ims-na1.adobelogin.com" + path)));
        }

        yield return ("token endpoint is http", new("TokenEndpoint", "must use https", "Leave it out", ("TokenEndpoint", "http://ims-na1.adobelogin.com/ims/exchange/jwt")));
        yield return ("ImsEndpoint is the JWT exchange", new("ImsEndpoint", "without a path", "Leave it out", ("ImsEndpoint", "https://ims-na1.adobelogin.com/ims/exchange/jwt")));
        yield return ("flow is absent", new("Flow", "is not set, which means OAuth, but the section Jwt is: set Flow to Jwt", "\"Service Account (JWT)\" is Jwt", ("Flow", null)));
        yield return ("flow is misspelt", new("Flow", "must be OAuth or Jwt", "\"Service Account (JWT)\" is Jwt", ("Flow", "JWTs" + mark)));
        yield return ("flow is oauth and the endpoint the JWT exchange", new("TokenEndpoint", "must not be the JWT exchange unless Flow is Jwt", "/ims/token/v3", ("Flow", "OAuth"), ("Scopes", "openid"), ("TokenEndpoint", "https://ims-na1.adobelogin.com/ims/exchange/v1/jwt")));
        yield return ("private key is absent", new("Jwt:PrivateKey", "is missing", "PrivateKeyFile may name a file instead", ("Jwt:PrivateKey", null)));
        yield return ("private key and file are set", new("Jwt:PrivateKeyFile", "must not be set beside PrivateKey", "which of the two", ("Jwt:PrivateKeyFile", mark)));
        yield return ("private key is a section", new("Jwt:PrivateKey", "must be one value", "private.key of the key pair", ("Jwt:PrivateKey", null), ("Jwt:PrivateKey:Pem", mark)));
        foreach (var (key, guess) in new[] { ("PrivatKey", "PrivateKey"), ("private_key", "PrivateKey"), ("PrivateKeyFil", "PrivateKeyFile"), ("TechnicalAccount", "TechnicalAccountId"), ("technical_account_id", "TechnicalAccountId"), ("MetaScope", "MetaScopes"), ("meta_scopes", "MetaScopes"), ("SendJti", "SendJwtId") })
        {
            yield return ($"Jwt:{key}", new("Jwt:" + key, "is not a known key", $"did you mean {guess}?", ($"Jwt:{key}", mark)));
        }

        yield return ("a key like no other", new("Jwt:Colour", "is not a known key", "Known here: TechnicalAccountId, MetaScopes, PrivateKey,", ("Jwt:Colour", mark)));
        yield return ("a key of Jwt beside it", new("TechnicalAccountId", "is not a known key", "did you mean AdobeServerAuth:Jwt:TechnicalAccountId?", ("TechnicalAccountId", Make.TechnicalAccountId)));
    }
}
