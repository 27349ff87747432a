using System.Text.Json;

namespace Adobe.ServerAuth.Credentials;

// Tells from the content of a credential file what it is, and reads it. Whatever the text is, nothing but a CredentialException comes out.
internal static class CredentialText
{
    public const int LongestText = 256 * 1024;

    private static readonly JsonDocumentOptions Lenient = new() { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip };

    // The folder is that of the file, for paths in it.
    public static IReadOnlyList<FoundCredential> Read(string text, string? folder)
    {
        var trimmed = text.Trim().TrimStart('\uFEFF').TrimStart();
        if (trimmed.Length == 0)
        {
            throw CredentialFileFaults.Empty;
        }

        if (trimmed.Length > LongestText)
        {
            throw CredentialFileFaults.TooLong;
        }

        if (trimmed[0] is not ('{' or '"'))
        {
            return AppBuilderVariables.Read(EnvironmentFile.Read(trimmed)) is { Count: > 0 } found ? found : throw CredentialFileFaults.Unknown;
        }

        try
        {
            using var json = JsonDocument.Parse(trimmed, Lenient);
            var root = json.RootElement;

            // Some vaults keep JSON as a JSON string.
            return root.ValueKind == JsonValueKind.String ? Read(root.GetString()!, folder) : Read(root, folder);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or ArgumentException)
        {
            // The latter two for half of a surrogate pair.
            throw CredentialFileFaults.NotJson;
        }
    }

    private static IReadOnlyList<FoundCredential> Read(JsonElement root, string? folder) =>
        root.Member("project") is { ValueKind: JsonValueKind.Object } project ? ConsoleShapes.Workspace(project)
        : root.Member("integration") is { ValueKind: JsonValueKind.Object } integration ? [ProductShapes.Aem(integration)]
        : root.Member("client_credentials") is { ValueKind: JsonValueKind.Object } ? [ProductShapes.Pdf(root, folder)]
        : root.Member("ims").Member("contexts") is { ValueKind: JsonValueKind.Object } contexts && ConsoleShapes.Contexts(contexts) is { Count: > 0 } found ? found
        : root.Member("__ims_oauth_s2s") is { ValueKind: JsonValueKind.Object } inputs ? [ConsoleShapes.Inputs(root, inputs)]
        : IsFlat(root) ? [ConsoleShapes.Flat(root)]
        : root.Member("accessToken").Text() is not null ? throw CredentialFileFaults.LocalDevelopmentToken
        : throw CredentialFileFaults.Unknown;

    private static bool IsFlat(JsonElement root)
    {
        var fields = CredentialFields.Of(root);
        return fields.Has("client_id", "api_key") && fields.Has("client_secret", "client_secrets", "secret", "org_id", "ims_org_id", "scopes", "technical_account_id");
    }
}
