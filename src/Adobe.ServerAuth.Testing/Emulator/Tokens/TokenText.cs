using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.WebUtilities;

namespace Adobe.ServerAuth.Testing.Emulator;

/// <summary>The text of an access token as docs/ims-protocol.md §4 shows it: JWT-shaped, without any registered claim.</summary>
internal static class TokenText
{
    private const int SignatureBytes = 256;
    private const int PacLength = 300;

    public static string Create(EmulatedCredential credential, IReadOnlyList<string> scopes, DateTimeOffset createdAt, TimeSpan lifetime)
    {
        var created = Milliseconds(createdAt.ToUnixTimeMilliseconds());
        var header = new JsonObject
        {
            ["alg"] = "RS256",
            ["x5u"] = "ims_na1-key-at-1.cer",
            ["kid"] = "ims_na1-key-at-1",
            ["itt"] = "at",
        };
        var payload = new JsonObject
        {
            ["id"] = $"{created}_{Guid.NewGuid()}_ue1",
            ["type"] = "access_token",
            ["client_id"] = credential.ClientId,
            ["user_id"] = credential.TechnicalAccountId,
            ["as"] = "ims-na1",
            ["aa_id"] = credential.TechnicalAccountId,
            ["ctp"] = 0,
            ["fg"] = RandomNumberGenerator.GetString("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567", 26) + "======",
            ["moi"] = RandomNumberGenerator.GetHexString(8, lowercase: true),
            ["pac"] = RandomValues.Text(PacLength),
            ["expires_in"] = Milliseconds((long)lifetime.TotalMilliseconds),
            ["created_at"] = created,
            ["scope"] = string.Join(',', scopes),
        };
        return $"{Part(header)}.{Part(payload)}.{WebEncoders.Base64UrlEncode(RandomNumberGenerator.GetBytes(SignatureBytes))}";
    }

    private static string Milliseconds(long value) => value.ToString(CultureInfo.InvariantCulture);

    private static string Part(JsonObject json) => WebEncoders.Base64UrlEncode(Encoding.UTF8.GetBytes(json.ToJsonString()));
}
