using System.Text.Json;

namespace Adobe.ServerAuth.Operations.Secrets;

// docs/ims-protocol.md 6: times are milliseconds in strings, "PERMANENT" is no end, and what was never used has null for its uses.
internal static class SecretsAnswer
{
    // Of a secret whose text came without an identifier.
    public const string UnknownId = "unknown";

    // Null when it is not what was asked for: nobody may go on with half a list.
    public static IReadOnlyList<ClientSecretInfo>? List(ServiceAnswer answer)
    {
        var clientId = ServiceAnswer.Text(answer.Body, "client_id");
        if (string.IsNullOrEmpty(clientId) || ServiceAnswer.Member(answer.Body, "client_secrets") is not { ValueKind: JsonValueKind.Array } entries)
        {
            return null;
        }

        var secrets = entries.EnumerateArray().Select(entry => Secret(clientId!, entry)).ToArray();
        return secrets.Any(secret => secret is null) ? null : [.. secrets.OfType<ClientSecretInfo>().OrderBy(secret => secret.CreatedAt)];
    }

    // Null when it has no secret.
    public static NewClientSecret? Added(ServiceAnswer answer, DateTimeOffset now)
    {
        // In the form of the list too, should it come so.
        var entry = ServiceAnswer.Member(answer.Body, "client_secrets") is { ValueKind: JsonValueKind.Array } entries && entries.GetArrayLength() == 1 ? entries[0] : answer.Body;
        return ServiceAnswer.Text(entry, "client_secret") is not { Length: > 0 } value ? null
            : new NewClientSecret(ServiceAnswer.Text(entry, "uuid") is { Length: > 0 } id ? id : UnknownId, value, ServiceAnswer.Moment(entry, "created_at") ?? now);
    }

    private static ClientSecretInfo? Secret(string clientId, JsonElement entry)
    {
        var usages = ServiceAnswer.Member(entry, "secret_usages") is { ValueKind: JsonValueKind.Array } list ? list.EnumerateArray().Select(Usage).ToArray() : [];
        return ServiceAnswer.Text(entry, "uuid") is { Length: > 0 } id && ServiceAnswer.Moment(entry, "created_at") is { } createdAt && !usages.Any(usage => usage is null)
            ? new ClientSecretInfo(clientId, id, createdAt, ServiceAnswer.Moment(entry, "expires_at"), usages.OfType<ClientSecretUsage>())
            : null;
    }

    private static ClientSecretUsage? Usage(JsonElement entry) =>
        ServiceAnswer.Moment(entry, "last_used_at") is { } lastUsedAt ? new ClientSecretUsage(ServiceAnswer.Text(entry, "grant_type") is { Length: > 0 } grant ? grant : "unknown", lastUsedAt) : null;
}
