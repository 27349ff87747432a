using System.Globalization;
using System.Text.Json;
using Adobe.ServerAuth.Configuration;

namespace Adobe.ServerAuth.Credentials;

// The files of products: docs/ims-protocol.md 8.3 and 8.4.
internal static class ProductShapes
{
    private const string DocumentCloudScope = "ent_documentcloud_sdk";

    public static Uri PdfServices { get; } = new("https://pdf-services.adobe.io/token");

    // The service credentials of AEM as a Cloud Service.
    public static FoundCredential Aem(JsonElement integration)
    {
        var account = CredentialFields.Of(integration.Member("technicalAccount"));
        var fields = CredentialFields.Of(integration);
        var (key, certificate) = (string.Join("\n", fields.List("private_key")), fields.Text("public_key"));
        var (ims, isForeign) = Ims(fields.Text("ims_endpoint"));
        return new FoundCredential
        {
            Flow = ServerAuthFlow.Jwt,
            ClientId = account.Text("client_id"),
            ClientSecrets = account.List("client_secret"),
            Scopes = [.. ScopeList.Normalize(fields.List("metascopes"))],
            OrganizationId = fields.Text("org"),
            TechnicalAccountId = fields.Text("id"),

            // The certificate tells when it ends.
            PrivateKey = key.Length == 0 ? null : certificate is not null && PemText.HasBegin(key) && PemText.HasBegin(certificate) ? key + "\n" + certificate : key,
            CertificateEnd = DateTimeOffset.TryParse(fields.Text("certificate_expiration_date"), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var end) ? end : null,
            ImsEndpoint = ims,
            NamesForeignIms = isForeign,
        };
    }

    // PDF Services has a token endpoint of its own, which takes no scopes.
    public static FoundCredential Pdf(JsonElement root, string? folder)
    {
        var client = CredentialFields.Of(root.Member("client_credentials"));
        var one = ConsoleShapes.OfFields(client, ServerAuthFlow.OAuth) with { Scopes = [], TokenEndpoint = PdfServices };
        if (root.Member("service_account_credentials") is not { ValueKind: JsonValueKind.Object } account)
        {
            return one with { OrganizationId = root.Member("service_principal_credentials").Member("organization_id").Text() };
        }

        var file = account.Member("private_key_file").Text();
        return one with
        {
            Flow = ServerAuthFlow.Jwt,
            Scopes = [DocumentCloudScope],
            TokenEndpoint = null,
            OrganizationId = account.Member("organization_id").Text(),
            TechnicalAccountId = account.Member("account_id").Text(),
            PrivateKeyFile = file is null || folder is null || file.IndexOfAny(Path.GetInvalidPathChars()) >= 0 ? file : Path.Combine(folder, file),
            PrivateKey = account.Member("private_key").Text(),
        };
    }

    // A host, with or without a scheme; and whether it is one that is not Adobe's: a secret is sent to it, and nobody looks closely at a downloaded file.
    private static (Uri? Address, bool IsForeign) Ims(string? host)
    {
        if (host is null)
        {
            return default;
        }

        return Uri.TryCreate(host.Contains("://", StringComparison.Ordinal) ? host : "https://" + host, UriKind.Absolute, out var address)
            && address.Scheme == Uri.UriSchemeHttps && address.IsDefaultPort && address.UserInfo.Length == 0 && address.AbsolutePath is "/" or "/ims" or "/ims/"
            && IsOfAdobe(address.IdnHost)
                ? (address, false)
                : (null, true);
    }

    // docs/ims-protocol.md 9.
    private static bool IsOfAdobe(string host) =>
        host.EndsWith(".adobelogin.com", StringComparison.OrdinalIgnoreCase)
        || (host.StartsWith("adobeid-", StringComparison.OrdinalIgnoreCase) && host.EndsWith(".services.adobe.com", StringComparison.OrdinalIgnoreCase));
}
