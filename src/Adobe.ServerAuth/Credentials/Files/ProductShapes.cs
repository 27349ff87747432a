using System.Globalization;
using System.Text.Json;
using Adobe.ServerAuth.Configuration;

namespace Adobe.ServerAuth.Credentials;

// The files of products: docs/ims-protocol.md 8.3 and 8.4.
internal static class ProductShapes
{
    private const string DocumentCloudScope = "ent_documentcloud_sdk";
    private const string AdobeIms = ".adobelogin.com";
    private static readonly Uri PdfServices = new("https://pdf-services.adobe.io/token");

    // The service credentials of AEM as a Cloud Service.
    public static FoundCredential Aem(JsonElement integration)
    {
        var account = integration.Member("technicalAccount");
        var certificate = integration.Member("publicKey").Text();
        var key = integration.Member("privateKey").Text() ?? throw CredentialFileFaults.NoKey("integration.privateKey");
        return new FoundCredential
        {
            Flow = ServerAuthFlow.Jwt,
            ClientId = account.Member("clientId").Text(),
            ClientSecrets = account.Member("clientSecret").Text() is { } secret ? [secret] : [],
            Scopes = [.. ScopeList.Normalize([integration.Member("metascopes").Text()])],
            OrganizationId = integration.Member("org").Text(),
            TechnicalAccountId = integration.Member("id").Text(),

            // The certificate tells when it ends.
            PrivateKey = certificate is not null && certificate.Contains("-----BEGIN CERTIFICATE-----", StringComparison.Ordinal) ? key + "\n" + certificate : key,
            CertificateEnd = DateTimeOffset.TryParse(integration.Member("certificateExpirationDate").Text(), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var end) ? end : null,
            ImsEndpoint = Ims(integration.Member("imsEndpoint").Text()),
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

    // A host, with or without a scheme. A secret is sent to it, and nobody looks closely at a downloaded file.
    private static Uri? Ims(string? host)
    {
        if (host is null)
        {
            return null;
        }

        return Uri.TryCreate(host.Contains("://", StringComparison.Ordinal) ? host : "https://" + host, UriKind.Absolute, out var address)
            && address.Scheme == Uri.UriSchemeHttps && address.IsDefaultPort && address.UserInfo.Length == 0 && address.AbsolutePath is "/" or "/ims" or "/ims/"
            && address.IdnHost.EndsWith(AdobeIms, StringComparison.OrdinalIgnoreCase)
                ? address
                : throw CredentialFileFaults.ForeignIms;
    }
}
