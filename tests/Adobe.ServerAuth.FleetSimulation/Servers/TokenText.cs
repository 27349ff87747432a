using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Adobe.ServerAuth.FleetSimulation.Servers;

// docs/ims-protocol.md 1 and 4.
internal static class TokenText
{
    public static string Token(string clientId, DateTimeOffset createdAt, TimeSpan lifetime, int number)
    {
        var claims = new Dictionary<string, string>
        {
            ["id"] = number.ToString(CultureInfo.InvariantCulture),
            ["type"] = "access_token",
            ["client_id"] = clientId,
            ["created_at"] = createdAt.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture),
            ["expires_in"] = lifetime.TotalMilliseconds.ToString(CultureInfo.InvariantCulture),
        };
        return string.Join('.', Encoded("""{"alg":"RS256"}"""), Encoded(JsonSerializer.Serialize(claims)), Encoded("signature"));
    }

    public static string Answer(string token, TimeSpan lifetime) =>
        JsonSerializer.Serialize(new { access_token = token, token_type = "bearer", expires_in = (long)lifetime.TotalSeconds });

    private static string Encoded(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text)).TrimEnd('=').Replace('+', '-').Replace('/', '_');
}
