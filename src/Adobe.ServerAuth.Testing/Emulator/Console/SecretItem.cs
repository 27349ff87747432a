using System.Globalization;
using System.Text.Json.Nodes;

namespace Adobe.ServerAuth.Testing.Emulator;

/// <summary>How the client secrets API shows a secret: times are milliseconds in strings (docs/ims-protocol.md §6).</summary>
internal static class SecretItem
{
    private const string Permanent = "PERMANENT";
    private const string ReadableTime = "ddd, MMM dd yyyy HH:mm:ss.fff 'UTC'";

    public static JsonObject Of(StoredSecret secret)
    {
        var createdAt = secret.CreatedAt;
        return new JsonObject
        {
            ["expires_at"] = Permanent,
            ["expires_at_str"] = Permanent,
            ["created_at"] = Milliseconds(createdAt),
            ["created_at_str"] = createdAt.UtcDateTime.ToString(ReadableTime, CultureInfo.InvariantCulture),
            ["uuid"] = secret.Id,
            ["secret_usages"] = Usages(secret.Uses),
        };
    }

    private static JsonArray? Usages(IReadOnlyList<SecretUse> uses) => uses.Count == 0
        ? null
        : new JsonArray([.. uses.Select(use => new JsonObject
        {
            ["last_used_at"] = Milliseconds(use.At),
            ["grant_type"] = use.GrantType,
        })]);

    private static string Milliseconds(DateTimeOffset time) => time.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture);
}
