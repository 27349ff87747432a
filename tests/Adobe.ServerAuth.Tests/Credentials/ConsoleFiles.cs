using System.Security.Cryptography;
using System.Text.Json;
using Adobe.ServerAuth.Tests.Fakes;

namespace Adobe.ServerAuth.Tests.Credentials;

/// <summary>The files of Adobe's consoles, as docs/ims-protocol.md 8 has them, with secrets of this run.</summary>
internal static class ConsoleFiles
{
    private static readonly string[] Scopes = ["AdobeID", "openid"];

    public const string Email = "01234567-89ab-cdef-0123-456789abcdef@techacct.adobe.com";

    public static string OldSecret { get; } = "p8e-" + Convert.ToHexString(RandomNumberGenerator.GetBytes(16)).ToLowerInvariant();

    public static string Workspace(params object[] credentials) => JsonSerializer.Serialize(new
    {
        project = new
        {
            id = "4566206088344580000",
            name = "123FakeProject",
            org = new { id = "12345", name = "Fake Org", ims_org_id = Make.OrganizationId },
            workspace = new { id = "4566206088344590000", name = "Production", details = new { credentials, services = Array.Empty<object>(), runtime = new { namespaces = Array.Empty<object>() } } },
        },
    });

    public static object OAuthEntry(string name = "OAuth Server-to-Server", string clientId = Make.ClientId, string id = "222222") => new
    {
        id,
        name,
        integration_type = "oauth_server_to_server",
        oauth_server_to_server = new
        {
            client_id = clientId,
            client_secrets = new[] { Make.Secret, OldSecret },
            technical_account_email = Email,
            technical_account_id = Make.TechnicalAccountId,
            scopes = new[] { "AdobeID", "openid", "read_organizations" },
        },
    };

    public static object JwtEntry(string clientId = Make.ClientId) => new
    {
        id = "222223",
        name = "Legacy",
        integration_type = "service",
        jwt = Jwt(clientId),
    };

    public static object MigratingEntry() => new
    {
        id = "222224",
        name = "Being migrated",
        jwt = Jwt(Make.ClientId),
        oauth_server_to_server = new { client_id = Make.ClientId, client_secrets = new[] { Make.Secret }, scopes = new[] { "openid" } },
    };

    public static object KeyEntry() => new { id = "222225", name = "API key", integration_type = "apikey", api_key = new { client_id = Make.ClientId } };

    public static string FlatOAuth() => JsonSerializer.Serialize(new
    {
        ORG_ID = Make.OrganizationId,
        CLIENT_SECRETS = new[] { Make.Secret },
        CLIENT_ID = Make.ClientId,
        TECHNICAL_ACCOUNT_ID = Make.TechnicalAccountId,
        TECHNICAL_ACCOUNT_EMAIL = Email,
        SCOPES = Scopes,
    });

    public static string FlatJwt(string ends = "12/31/2099") => JsonSerializer.Serialize(new
    {
        CLIENT_SECRET = Make.Secret,
        ORG_ID = Make.OrganizationId,
        API_KEY = Make.ClientId,
        TECHNICAL_ACCOUNT_ID = Make.TechnicalAccountId,
        TECHNICAL_ACCOUNT_EMAIL = Email,
        PUBLIC_KEYS_WITH_EXPIRY = new Dictionary<string, string> { ["0123456789ABCDEF"] = "01/02/2020", ["123456789ABCDEF0"] = ends },
    });

    public static string Aem(string host = "ims-na1.adobelogin.com", string? certificate = null, string? ends = null) => JsonSerializer.Serialize(new
    {
        ok = true,
        integration = new
        {
            imsEndpoint = host,
            metascopes = "ent_aem_cloud_api,ent_cloudmgr_sdk",
            technicalAccount = new { clientId = "cm-p81347-e724561-integration-3", clientSecret = Make.Secret },
            email = Email,
            id = Make.TechnicalAccountId,
            org = Make.OrganizationId,
            privateKey = RsaKeys.Pkcs1(RsaKeys.OfBits(2048)).ReplaceLineEndings("\r\n") + "\r\n",
            publicKey = certificate?.ReplaceLineEndings("\r\n"),
            certificateExpirationDate = ends,
        },
        statusCode = 200,
    });

    public static string Pdf() => JsonSerializer.Serialize(new
    {
        client_credentials = new { client_id = Make.ClientId, client_secret = Make.Secret },
        service_principal_credentials = new { organization_id = Make.OrganizationId },
    });

    public static string PdfJwt() => JsonSerializer.Serialize(new
    {
        client_credentials = new { client_id = Make.ClientId, client_secret = Make.Secret },
        service_account_credentials = new { organization_id = Make.OrganizationId, account_id = Make.TechnicalAccountId, private_key_file = "private.key" },
    });

    public static string Action() => string.Join('\n', ActionVariables.Select(variable => variable.Key + "=" + variable.Value));

    public static IReadOnlyDictionary<string, string> ActionVariables { get; } = new Dictionary<string, string>
    {
        ["IMS_OAUTH_S2S_CLIENT_ID"] = Make.ClientId,
        ["IMS_OAUTH_S2S_CLIENT_SECRET"] = Make.Secret,
        ["IMS_OAUTH_S2S_ORG_ID"] = Make.OrganizationId,
        ["IMS_OAUTH_S2S_SCOPES"] = "[\"openid\",\"AdobeID\"]",
    };

    public static string Aio(string context = "My__Cred", string clientId = Make.ClientId) => string.Join(
        "\r\n",
        "# written by aio",
        $"export AIO_ims_contexts_{context}_client__id={clientId}",
        $"AIO_ims_contexts_{context}_client__secrets=[\"{Make.Secret}\",\"{OldSecret}\"]",
        $"AIO_ims_contexts_{context}_technical__account__email={Email}",
        $"AIO_ims_contexts_{context}_technical__account__id={Make.TechnicalAccountId}",
        $"AIO_ims_contexts_{context}_scopes='[\"openid\",\"AdobeID\"]'",
        $"AIO_ims_contexts_{context}_ims__org__id=\"{Make.OrganizationId}\"",
        "AIO_runtime_auth=uuid:key",
        "");

    public static string AioJwt() => string.Join(
        '\n',
        $"AIO_ims_contexts_jwt_client__id={Make.ClientId}",
        $"AIO_ims_contexts_jwt_client__secret={Make.Secret}",
        $"AIO_ims_contexts_jwt_technical__account__id={Make.TechnicalAccountId}",
        "AIO_ims_contexts_jwt_meta__scopes=[\"ent_user_sdk\"]",
        $"AIO_ims_contexts_jwt_ims__org__id={Make.OrganizationId}");

    private static object Jwt(string clientId) => new
    {
        client_id = clientId,
        client_secret = Make.Secret,
        technical_account_email = Email,
        technical_account_id = Make.TechnicalAccountId,
        meta_scopes = new[] { "ent_adobeio_sdk" },
    };
}
