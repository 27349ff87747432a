using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Adobe.ServerAuth.Operations.Secrets;

// What a run tells the next one. It confirms a secret to who has it, and tells nothing of it to anybody else.
internal sealed class RotationNote
{
    private const int Version = 1;
    private const int SaltBytes = 16;

    private readonly byte[] _salt;
    private readonly string? _stored;

    private RotationNote(string credentialId, DateTimeOffset writtenAt, IReadOnlyList<string> before, string? newId, byte[] salt, string? stored)
    {
        CredentialId = credentialId;
        WrittenAt = writtenAt;
        Before = before;
        NewId = newId;
        _salt = salt;
        _stored = stored;
    }

    public string CredentialId { get; }

    public DateTimeOffset WrittenAt { get; }

    // The secrets that there were before one was added.
    public IReadOnlyList<string> Before { get; }

    // Null as long as the rotation is not done.
    public string? NewId { get; }

    public static RotationNote Adding(string credentialId, DateTimeOffset now, IEnumerable<string> before, string? stored)
    {
        var salt = new byte[SaltBytes];
        using var random = RandomNumberGenerator.Create();
        random.GetBytes(salt);
        return new RotationNote(credentialId, now, [.. before], null, salt, stored is null ? null : Print(stored, salt));
    }

    // Null for what is no note of this version.
    public static RotationNote? Read(string text)
    {
        try
        {
            var note = JsonNode.Parse(text)!.AsObject();
            return (int?)note["version"] == Version
                ? new RotationNote(
                    (string)note["credential"]!,
                    DateTimeOffset.Parse((string)note["written"]!, CultureInfo.InvariantCulture),
                    [.. note["before"]!.AsArray().Select(id => (string)id!)],
                    (string?)note["new"],
                    Convert.FromBase64String((string)note["salt"]!),
                    (string?)note["stored"])
                : null;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or FormatException or ArgumentException or NullReferenceException or OverflowException)
        {
            return null;
        }
    }

    // Whether the store still holds what it held when this was written.
    public bool IsStored(string? secret) => secret is null ? _stored is null : _stored == Print(secret, _salt);

    // The store holds the new secret, and a token was had with it.
    public RotationNote Done(string newId, string secret) => new(CredentialId, WrittenAt, Before, newId, _salt, Print(secret, _salt));

    public string ToText() => new JsonObject
    {
        ["version"] = Version,
        ["credential"] = CredentialId,
        ["written"] = WrittenAt.ToString("O", CultureInfo.InvariantCulture),
        ["before"] = new JsonArray([.. Before.Select(id => (JsonNode)JsonValue.Create(id)!)]),
        ["new"] = NewId,
        ["salt"] = Convert.ToBase64String(_salt),
        ["stored"] = _stored,
    }.ToJsonString();

    private static string Print(string secret, byte[] salt)
    {
        using var hash = new HMACSHA256(Encoding.UTF8.GetBytes(secret));
        return Convert.ToBase64String(hash.ComputeHash(salt));
    }
}
