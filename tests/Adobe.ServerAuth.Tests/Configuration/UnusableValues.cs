using System.Text;
using Adobe.ServerAuth.Tests.Fakes;

namespace Adobe.ServerAuth.Tests.Configuration;

/// <summary>Texts that cannot be the value of a credential, each with what the message calls it.</summary>
internal static class UnusableValues
{
    public const string Blank = "is a placeholder";
    public const string Masked = "is masked or cut short";
    public const string Repeated = "is one character repeated";
    public const string Dummy = "is the dummy value of a document";
    public const string Quotes = "is in quotation marks";
    private const string KeyVault = "is a Key Vault reference that was not resolved";
    private const string Store = "is a reference to a secret store";
    private const string Variable = "is a variable that was not replaced";
    private const string Template = "is a token of a template that was not replaced";

    /// <summary>What no tool resolved.</summary>
    public static (string Value, string Fault)[] References { get; } =
    [
        ("@Microsoft.KeyVault(SecretUri=https://my.vault.azure.net/secrets/adobe/)", KeyVault),
        ("@Microsoft.KeyVault(VaultName=my;SecretName=adobe)", KeyVault),
        ("@microsoft.keyvault(VaultName=my;SecretName=adobe)", KeyVault),
        ("@Microsoft.AppConfiguration(Endpoint=https://my.azconfig.io; Key=adobe)", KeyVault),
        ("https://my.vault.azure.net/secrets/adobe/0123", "is the address of a secret in Key Vault"),
        ("op://Production/adobe/secret", Store), ("vault://secret/data/adobe#client_secret", Store), ("ref+vault://secret/adobe#/client_secret", Store), ("ref+awssecrets://adobe", Store), ("gcpsm://projects/p/secrets/adobe", Store), ("keyvault://my/adobe", Store),
        ("secretsmanager:adobe/client-secret", Store), ("vault:secret/data/adobe#CLIENT_SECRET", Store), (">>vault:secret/data/adobe#CLIENT_SECRET", Store), ("ssm:/adobe/client-secret", Store), ("secretref:adobe-client-secret", Store), ("env:ADOBE_CLIENT_SECRET", Store),
        ("arn:aws:secretsmanager:eu-west-1:123456789012:secret:adobe-AbCdEf", "is the name of a secret"), ("projects/123/secrets/adobe/versions/latest", "is the name of a secret"),
        ("{cipher}AQB0c2VjcmV0", "is encrypted text"), ("ENC[AES256_GCM,data:Tr7o=,iv:1=,tag:k=,type:str]", "is encrypted text"), ("ENC(G6N718UuyPE5bHyWKyuLQSm02auQPUtm)", "is encrypted text"),
        ("${ADOBE_CLIENT_SECRET}", Variable), ("${ADOBE_CLIENT_SECRET:-none}", Variable), ("${{ secrets.ADOBE_CLIENT_SECRET }}", Variable), ("${adobe.client.secret}", Variable), ("${env:ADOBE}", Variable), ("${ssm:/adobe/secret}", Variable),
        ("$ADOBE_CLIENT_SECRET", Variable), ("$adobe_client_secret", Variable), ("$env:ADOBE_CLIENT_SECRET", Variable), ("$ClientSecret", Variable),
        ("$(ADOBE_CLIENT_SECRET)", Variable), ("$(cat /run/secrets/adobe)", Variable), ("$(adobe.clientSecret)", Variable),
        ("%ADOBE_CLIENT_SECRET%", Variable), ("%AdobeClientSecret%", Variable), ("%env(ADOBE_CLIENT_SECRET)%", Variable),
        ("#{ADOBE_CLIENT_SECRET}#", Template), ("#{Adobe.ClientSecret}", Template), ("{{ adobe_client_secret }}", Template), ("{{.Values.adobe.clientSecret}}", Template), ("{{ .Values.scopes | join \",\" }}", Template), ("((adobe-client-secret))", Template),
        ("[[ADOBE_CLIENT_SECRET]]", Template), ("<%= adobe.secret %>", Template), ("@@ADOBE_CLIENT_SECRET@@", Template), ("@adobe.client.secret@", Template), ("__ADOBE_CLIENT_SECRET__", Template), ("__AdobeClientSecret__", Template), ("$[variables.adobe]", Template),
        ("!secret adobe_client_secret", "is a tag of YAML"),
    ];

    /// <summary>What nobody filled in.</summary>
    public static (string Value, string Fault)[] Blanks { get; } =
    [
        ("<your client id>", Blank), ("<CLIENT_ID>", Blank), ("[client id]", Blank), ("{client_id}", Blank), ("(your secret here)", Blank),
        ("YOUR_CLIENT_SECRET", Blank), ("your-client-id", Blank), ("YourClientSecret", Blank), ("your_client_id_here", Blank), ("insert-secret-here", Blank), ("PUT_YOUR_SECRET_HERE", Blank), ("replace-with-your-secret", Blank), ("REPLACE_ME", Blank),
        ("changeme", Blank), ("CHANGE_ME", Blank), ("change-it", Blank), ("todo", Blank), ("TBD", Blank), ("dummy", Blank), ("placeholder", Blank), ("secret", Blank), ("client_secret", Blank), ("CLIENT_ID", Blank), ("ADOBE_CLIENT_SECRET", Blank), ("null", Blank), ("undefined", Blank), ("n/a", Blank), ("string", Blank),
        ("[redacted]", Blank), ("<redacted>", Blank), ("REDACTED", Blank), ("p8e-FAKE", Blank), ("p8e-<secret>", Blank), ("YOUR_ORG_ID@AdobeOrg", Blank),
        ("***", Masked), ("********", Masked), ("p8e-...", Masked), ("p8e-****wxyz", Masked), ("…", Masked), ("…@AdobeOrg", Masked), ("••••••••", Masked), ("0123abcd...", Masked),
        ("xxxxxxxx", Repeated), ("XXXXXXXXXXXXXXXX", Repeated), ("xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx", Repeated), ("00000000-0000-0000-0000-000000000000", Repeated), ("00000000000000000000000000000000", Repeated), ("p8e-XXXXXXXXXXXXXXXX", Repeated), ("XXXXXXXXXXXXXXXXXXXXXXXX@AdobeOrg", Repeated),
        ("0123456789abcdef0123456789abcdef", Dummy), ("fedcba9876543210fedcba9876543210", Dummy), ("0123456789ABCDEF01234567@AdobeOrg", Dummy), ("89ABCDEF0123456789ABCDEF@techacct.adobe.com", Dummy), ("1234567890abcdef1234567890abcdef", Dummy), ("12345678", Dummy), ("01234567-89ab-cdef-0123-456789abcdef", Dummy), ("cm-p123-e1234-integration-0", Dummy),
    ];

    /// <summary>A value of another kind than the key asks for.</summary>
    public static (string Key, string Value, string Fault)[] Kinds { get; } =
    [
        ("ClientId", Make.Secret, "looks like a client secret: that belongs under ClientSecret"),
        ("ClientId", "s8e-0p2Yb4Wq9xTz1Lm7Kd5R", "looks like a client secret"),
        ("ClientId", Make.OrganizationId, "looks like an organization id: that belongs under OrganizationId"),
        ("ClientId", Make.TechnicalAccountId, "looks like the id of a technical account"),
        ("ClientId", "openid,AdobeID,read_organizations", "looks like a list of scopes: that belongs under Scopes"),
        ("ClientId", "https://ims-na1.adobelogin.com", "looks like a URL"),
        ("ClientSecret", Make.PrivateKey, "looks like a private key: that belongs under Jwt:PrivateKey"),
        ("ClientSecret", Make.ImsToken(86399000), "looks like a token: the library requests access tokens itself"),
        ("ClientSecret", "Bearer " + Make.ImsToken(86399000), "looks like a token"),
        ("ClientSecret", Make.OrganizationId, "looks like an organization id"),
        ("ClientSecret", "{\"client_secret\":\"p8e-abc\"}", "looks like a JSON object: take the text of the field that is meant"),
        ("ClientSecret", Convert.ToBase64String(Encoding.ASCII.GetBytes(Make.Secret)), "looks like a client secret in base64: decode it first"),
        ("ClientSecret", "/run/secrets/adobe/client-secret", "looks like the path of a file: write it under ClientSecretFile"),
        ("ClientSecret", "C:\\secrets\\adobe.txt", "looks like the path of a file"),
        ("ClientSecret", Make.ClientId, "is the same as ClientId"),
        ("AlternateClientSecret", Make.TechnicalAccountId, "looks like the id of a technical account"),
        ("OrganizationId", Make.TechnicalAccountId, "looks like the id of a technical account: that belongs under Jwt:TechnicalAccountId"),
        ("OrganizationId", Make.ClientId, "looks like a client id"),
        ("Scopes", Make.ClientId, "looks like a client id"),
        ("Scopes", Make.Secret, "looks like a client secret"),
        ("ClientSecretFile", Make.Secret, "looks like a client secret: that belongs under ClientSecret"),
    ];
}
