using System.Text.RegularExpressions;

namespace Adobe.ServerAuth.Configuration;

// What consoles, credential files and other tools call the keys of the section (docs/ims-protocol.md 8).
internal static class KeySynonyms
{
    private const string Jwt = nameof(AdobeServerAuthOptions.Jwt) + ":";
    private const string TokenRequest = nameof(AdobeServerAuthOptions.TokenRequest) + ":";

    private static readonly Dictionary<string, string> Keys = new (string Key, string Names)[]
    {
        (nameof(AdobeServerAuthOptions.ClientId), "apikey client clientkey xapikey appid applicationid consumerkey adobeclientid adobeapikey"),
        (nameof(AdobeServerAuthOptions.ClientSecret), "secret secrets clientsecrets apisecret appsecret secretkey consumersecret adobeclientsecret"),
        (nameof(AdobeServerAuthOptions.ClientSecretFile), "secretfile secretpath clientsecretpath clientsecretfilepath"),
        (nameof(AdobeServerAuthOptions.AlternateClientSecret), "oldclientsecret newclientsecret secondclientsecret secondaryclientsecret previousclientsecret clientsecret2"),
        (nameof(AdobeServerAuthOptions.CredentialFile), "file credentialsfile credentialpath credentialfilepath credentialspath"),
        (nameof(AdobeServerAuthOptions.CredentialName), "context contextname credential"),
        (nameof(AdobeServerAuthOptions.Scopes), "scope oauthscopes clientscopes"),
        (nameof(AdobeServerAuthOptions.OrganizationId), "org orgid imsorg imsorgid imsorganizationid organisation organisationid organization orgname gwimsorgid xgwimsorgid consumerorgid tenantid companyid"),
        (nameof(AdobeServerAuthOptions.ImsEndpoint), "ims imshost imsurl imsuri imsbaseurl imsbaseaddress imsendpointjwt imsenv authority authhost authserver authorizationserver host baseurl baseaddress instance environment"),
        (nameof(AdobeServerAuthOptions.TokenEndpoint), "tokenurl tokenuri tokenaddress imstokenendpoint authendpoint authurl endpoint"),
        (nameof(AdobeServerAuthOptions.Flow), "granttype authenticationmethod authmethod integrationtype credentialtype type"),
        (Jwt + nameof(JwtOptions.TechnicalAccountId), "techacctid techacct techaccountid technicalaccount accountid"),
        (Jwt + nameof(JwtOptions.MetaScopes), "metascope aiometascopes"),
        (Jwt + nameof(JwtOptions.PrivateKey), "key privkey privkeydata encodedpkcs8 pem"),
        (Jwt + nameof(JwtOptions.PrivateKeyFile), "privatekeypath privkeypath privatekeyfilepath keyfile keypath pemfile"),
        (Jwt + nameof(JwtOptions.PrivateKeyPassphrase), "passphrase privatekeypassword privkeypass keypassword"),
        (TokenRequest + nameof(TokenRequestOptions.TotalTimeout), "timeout httptimeout requesttimeout"),
        (TokenRequest + nameof(TokenRequestOptions.MaxRetries), "retries retrycount maxretryattempts maxattempts"),
        ("HttpClients:<name of the client>:AllowedHosts", "allowedhosts"),
        ("HttpClients:<name of the client>:PassThroughHosts", "passthroughhosts"),
    }.SelectMany(row => row.Names.Split(' ').Select(name => (name, row.Key))).ToDictionary(pair => pair.name, pair => pair.Key, StringComparer.Ordinal);

    private static readonly Regex Separators = new("[^A-Za-z0-9]", RegexOptions.CultureInvariant);

    // CLIENT_ID, client-id and clientId are one.
    public static string Plain(string key) => Separators.Replace(key, "").ToLowerInvariant();

    // The path below the section, or null.
    public static string? Of(string key) => Keys.TryGetValue(Plain(key), out var path) ? path : null;
}
