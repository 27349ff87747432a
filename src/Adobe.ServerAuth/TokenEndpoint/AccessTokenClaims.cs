using System.Text;
using System.Text.Json;

namespace Adobe.ServerAuth.TokenEndpoint;

// docs/ims-protocol.md 4: an access token looks like a JWT, but has no exp; its times are milliseconds in strings. A hint, never a proof.
internal sealed record AccessTokenClaims
{
    private const double LatestMilliseconds = 253402300799999;

    private AccessTokenClaims()
    {
    }

    public string? ClientId { get; private init; }

    // By the clock of IMS.
    public DateTimeOffset? CreatedAt { get; private init; }

    public TimeSpan? Duration { get; private init; }

    // Null for a token of another form.
    public static AccessTokenClaims? Read(string accessToken)
    {
        var parts = accessToken.Split('.');
        if (parts.Length != 3)
        {
            return null;
        }

        try
        {
            using var claims = JsonDocument.Parse(Decode(parts[1]));
            return claims.RootElement.ValueKind == JsonValueKind.Object ? From(claims.RootElement) : null;
        }
        catch (Exception e) when (e is FormatException or JsonException or InvalidOperationException)
        {
            return null;
        }
    }

    private static AccessTokenClaims From(JsonElement claims) => new()
    {
        ClientId = claims.TryGetProperty("client_id", out var client) && client.ValueKind == JsonValueKind.String ? client.GetString() : null,
        CreatedAt = Milliseconds(claims, "created_at") is { } created && created < LatestMilliseconds ? DateTimeOffset.FromUnixTimeMilliseconds((long)created) : null,
        Duration = Milliseconds(claims, "expires_in") is { } lifetime && lifetime < TimeSpan.MaxValue.TotalMilliseconds ? TimeSpan.FromMilliseconds(lifetime) : null,
    };

    private static byte[] Decode(string base64Url)
    {
        var base64 = new StringBuilder(base64Url).Replace('-', '+').Replace('_', '/');
        return Convert.FromBase64String(base64.Append('=', (4 - (base64.Length % 4)) % 4).ToString());
    }

    private static double? Milliseconds(JsonElement claims, string name) =>
        claims.TryGetProperty(name, out var value) && JsonNumber.Read(value) is { } number && number > 0 ? number : null;
}
