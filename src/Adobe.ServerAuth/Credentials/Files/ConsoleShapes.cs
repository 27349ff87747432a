using System.Globalization;
using System.Text.Json;
using Adobe.ServerAuth.Configuration;

namespace Adobe.ServerAuth.Credentials;

// The files of the Adobe Developer Console: docs/ims-protocol.md 8.1 and 8.2.
internal static class ConsoleShapes
{
    private static readonly Uri StageIms = new("https://ims-na1-stg1.adobelogin.com");

    // The configuration of the aio command line: credentials under the names of their contexts.
    public static IReadOnlyList<FoundCredential> Contexts(JsonElement contexts) =>
    [
        .. contexts.EnumerateObject().Select(context => (context.Name, Fields: CredentialFields.Of(context.Value))).Where(context => context.Fields.Has("client_id"))
            .Select(context => OfFields(context.Fields, context.Fields.Has("meta_scopes") && !context.Fields.Has("scopes") ? ServerAuthFlow.Jwt : ServerAuthFlow.OAuth) with { Name = context.Name }),
    ];

    // A project with its workspace, and all credentials in it.
    public static IReadOnlyList<FoundCredential> Workspace(JsonElement project)
    {
        var organization = project.Member("org").Member("ims_org_id").Text();
        var found = new List<FoundCredential>();
        var others = new List<string>();
        foreach (var entry in project.Member("workspace").Member("details").Member("credentials").Elements())
        {
            var before = found.Count;
            foreach (var (block, flow) in new[] { ("oauth_server_to_server", ServerAuthFlow.OAuth), ("jwt", ServerAuthFlow.Jwt) })
            {
                if (entry.Member(block) is { ValueKind: JsonValueKind.Object } content && content.EnumerateObject().Any())
                {
                    var one = OfFields(CredentialFields.Of(content), flow);
                    found.Add(one with { Name = entry.Member("name").Text(), Id = entry.Member("id").Text(), OrganizationId = one.OrganizationId ?? organization });
                }
            }

            if (found.Count == before)
            {
                others.Add(entry.Member("integration_type").Text() ?? entry.Member("name").Text() ?? "an entry without a kind");
            }
        }

        return found.Count > 0 ? found : throw CredentialFileFaults.None(others);
    }

    // What a Runtime action is given.
    public static FoundCredential Inputs(JsonElement root, JsonElement credential) => OfFields(CredentialFields.Of(credential), ServerAuthFlow.OAuth) with
    {
        ImsEndpoint = string.Equals(root.Member("__ims_env").Text(), "stage", StringComparison.OrdinalIgnoreCase) ? StageIms : null,
    };

    // One credential without anything around it.
    public static FoundCredential Flat(JsonElement root)
    {
        var fields = CredentialFields.Of(root);
        var isOAuth = fields.Has("scopes") || fields.Text("type") is "oauthservertoserver" or "oauth_server_to_server";
        var isJwt = fields.Has("public_keys_with_expiry", "meta_scopes", "metascopes", "private_key") || (!isOAuth && fields.Has("api_key") && !fields.Has("client_id", "client_secrets"));
        var one = OfFields(fields, isJwt && !isOAuth ? ServerAuthFlow.Jwt : ServerAuthFlow.OAuth);
        return one with { CertificateEnd = LastEnd(root) };
    }

    public static FoundCredential OfFields(CredentialFields fields, ServerAuthFlow flow) => new()
    {
        Flow = flow,
        ClientId = fields.Text("client_id", "api_key"),
        ClientSecrets = fields.List("client_secret", "client_secrets", "secret"),
        Scopes = [.. ScopeList.Normalize(flow == ServerAuthFlow.Jwt ? fields.List("meta_scopes") : fields.List("scopes"))],
        OrganizationId = fields.Text("org_id", "ims_org_id", "organization_id"),
        TechnicalAccountId = fields.Text("technical_account_id"),
        ImsEndpoint = string.Equals(fields.Text("environment", "ims_env"), "stage", StringComparison.OrdinalIgnoreCase) ? StageIms : null,
        PrivateKey = flow == ServerAuthFlow.Jwt && fields.List("private_key") is { Count: > 0 } lines ? string.Join("\n", lines) : null,
        PrivateKeyPassphrase = flow == ServerAuthFlow.Jwt ? fields.Text("passphrase", "private_key_passphrase") : null,
    };

    // Of several certificates any one that has not ended may sign, and it is not known which of them the key belongs to.
    private static DateTimeOffset? LastEnd(JsonElement root)
    {
        var ends = root.EnumerateObject().Where(property => string.Equals(property.Name, "PUBLIC_KEYS_WITH_EXPIRY", StringComparison.OrdinalIgnoreCase) && property.Value.ValueKind == JsonValueKind.Object)
            .SelectMany(property => property.Value.EnumerateObject())
            .Select(key => DateTime.TryParseExact(key.Value.Text(), "M/d/yyyy", CultureInfo.InvariantCulture, DateTimeStyles.None, out var end) ? end : DateTime.MaxValue)
            .ToArray();

        // The day is the last one, in whatever time zone. What can not be read may be later than all others.
        return ends.Length == 0 || ends.Max().Year == DateTime.MaxValue.Year ? null : new DateTimeOffset(ends.Max(), TimeSpan.Zero).AddDays(1.5);
    }
}
