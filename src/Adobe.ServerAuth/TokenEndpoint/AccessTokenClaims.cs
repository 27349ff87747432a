using System.Text;
using System.Text.Json;

namespace Adobe.ServerAuth.TokenEndpoint;

// docs/ims-protocol.md 4: an access token looks like a JWT, but has no exp; its times are milliseconds in strings. A hint, never a proof.
internal static class AccessTokenClaims
{
    public static TimeSpan? ReadDuration(string accessToken)
    {
        var parts = accessToken.Split('.');
        if (parts.Length != 3)
        {
            return null;
        }

        try
        {
            using var claims = JsonDocument.Parse(Decode(parts[1]));
            return claims.RootElement.ValueKind == JsonValueKind.Object && claims.RootElement.TryGetProperty("expires_in", out var expiresIn)
                ? FromMilliseconds(expiresIn)
                : null;
        }
        catch (Exception e) when (e is FormatException or JsonException or InvalidOperationException)
        {
            return null;
        }
    }

    private static byte[] Decode(string base64Url)
    {
        var base64 = new StringBuilder(base64Url).Replace('-', '+').Replace('_', '/');
        return Convert.FromBase64String(base64.Append('=', (4 - (base64.Length % 4)) % 4).ToString());
    }

    private static TimeSpan? FromMilliseconds(JsonElement value)
    {
        var number = JsonNumber.Read(value);
        return number is { } milliseconds && milliseconds > 0 && milliseconds < TimeSpan.MaxValue.TotalMilliseconds
            ? TimeSpan.FromMilliseconds(milliseconds)
            : null;
    }
}
