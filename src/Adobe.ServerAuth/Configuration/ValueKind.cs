using System.Text.RegularExpressions;

namespace Adobe.ServerAuth.Configuration;

// What a text positively is, where Adobe's values of that kind have a form of their own (docs/ims-protocol.md). Of a form that is not known nothing is said.
internal static class ValueKind
{
    public const string ClientId = "a client id";
    public const string ClientSecret = "a client secret";
    public const string Organization = "an organization id";
    public const string Account = "the id of a technical account";
    public const string Scopes = "a list of scopes";
    public const string PrivateKey = "a private key";
    public const string Certificate = "a certificate";
    public const string Path = "the path of a file";
    public const string Json = "a JSON object";
    public const string Url = "a URL";
    private const RegexOptions Options = RegexOptions.CultureInvariant | RegexOptions.Singleline;

    private static readonly (string Kind, Regex Shape, string Remedy)[] Known =
    [
        (ClientSecret, new(@"^[ps]8e-[A-Za-z0-9_-]{8,}\z", Options), "that belongs under ClientSecret. "),
        ("a client secret in base64", new(@"^(cDhlL|czhlL)[A-Za-z0-9+/_-]+=*\z", Options), "decode it first. In a manifest of Kubernetes, stringData takes plain text. "),
        (ClientId, new(@"^([0-9a-f]{32}|cm-p[0-9]+-e[0-9]+-[\w-]+)\z", Options), "that belongs under ClientId. "),
        (Organization, new(@"^[A-Za-z0-9]+@AdobeOrg\z", Options), "that belongs under OrganizationId. "),
        (Account, new(@"^[A-Za-z0-9-]+@techacct\.adobe\.com\z", Options), "that belongs under Jwt:TechnicalAccountId, and an OAuth credential needs none. "),
        ("a token", new(@"^(Bearer\s+)?eyJ[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+\.", Options), "the library requests access tokens itself, and needs the client id and the client secret for that. "),
        (Certificate, new(@"^\s*-----BEGIN CERTIFICATE-----", Options), "no option takes it. "),
        (PrivateKey, new(@"^\s*-----BEGIN [A-Z ]*PRIVATE KEY-----", Options), "that belongs under Jwt:PrivateKey, and an OAuth credential needs none. "),
        (Scopes, new(@"^([\w.]+[,\s]+)*(openid|AdobeID)([,\s]+[\w.]+)*\z", Options), "that belongs under Scopes. "),
        (Json, new(@"^\s*\{\s*"".*\}\s*\z", Options), "take the text of the field that is meant. A file from one of Adobe's consoles belongs under CredentialFile. "),
        (Url, new(@"^https?://", Options | RegexOptions.IgnoreCase), "an endpoint belongs under ImsEndpoint or TokenEndpoint. "),
        (Path, new(@"^(/(app|etc|home|mnt|opt|root|run|secrets|srv|tmp|usr|var|Users|vault)/|[A-Za-z]:\\|\\\\|~/|\.\.?[/\\])", Options), "write it under ClientSecretFile, CredentialFile or Jwt:PrivateKeyFile. "),
    ];

    // Null for what may well be one of the kinds that are expected.
    public static string? Fault(string text, params string[] expected)
    {
        var (kind, _, remedy) = Known.FirstOrDefault(known => known.Shape.IsMatch(text));
        return kind is null || expected.Contains(kind) ? null : $"looks like {kind}: {remedy}";
    }

    public static bool Is(string? text, string kind) => text is not null && Known.First(known => known.Kind == kind).Shape.IsMatch(text);
}
