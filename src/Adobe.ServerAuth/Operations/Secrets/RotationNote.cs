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

    // Of what the store held at the beginning; null when it was empty.
    private readonly string? _oldPrint;

    // Of the secret that was added; null as long as none was.
    private readonly string? _newPrint;

    private RotationNote(string credentialId, IReadOnlyList<string> before, byte[] salt, string? oldPrint, string? newId, string? newPrint) =>
        (CredentialId, Before, _salt, _oldPrint, NewId, _newPrint) = (credentialId, before, salt, oldPrint, newId, newPrint);

    public string CredentialId { get; }

    // The secrets that there were before one was added.
    public IReadOnlyList<string> Before { get; }

    // Null as long as none was added, or it is not known which.
    public string? NewId { get; }

    // When it was written by the run that began the rotation.
    public DateTimeOffset WrittenAt { get; private init; }

    // When a run wrote it last, and which.
    public DateTimeOffset TouchedAt { get; private init; }

    public string Run { get; private init; } = "";

    // The run that wrote it does nothing any more.
    public bool IsEnded { get; private init; }

    // The store holds the new secret, and a token was had with it.
    public bool IsDone { get; private init; }

    public static RotationNote Adding(string run, string credentialId, DateTimeOffset now, IEnumerable<string> before, string? stored)
    {
        var salt = new byte[SaltBytes];
        using var random = RandomNumberGenerator.Create();
        random.GetBytes(salt);
        return new RotationNote(credentialId, [.. before], salt, stored is null ? null : Print(stored, salt), null, null) { Run = run, WrittenAt = now, TouchedAt = now };
    }

    // Null for what is no note of this version.
    public static RotationNote? Read(string text)
    {
        try
        {
            var note = JsonNode.Parse(text) as JsonObject ?? throw new FormatException();
            return Member(note, "version").GetValue<int>() != Version ? null
                : new RotationNote(
                    Text(note, "credential"),
                    [.. Member(note, "before").AsArray().Select(id => id?.GetValue<string>() ?? throw new FormatException())],
                    Convert.FromBase64String(Text(note, "salt")),
                    (string?)note["old"],
                    (string?)note["newId"],
                    (string?)note["new"])
                {
                    Run = Text(note, "run"),
                    WrittenAt = DateTimeOffset.Parse(Text(note, "written"), CultureInfo.InvariantCulture),
                    TouchedAt = DateTimeOffset.Parse(Text(note, "touched"), CultureInfo.InvariantCulture),
                    IsEnded = Member(note, "ended").GetValue<bool>(),
                    IsDone = Member(note, "done").GetValue<bool>(),
                };
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or FormatException or ArgumentException)
        {
            // Not JSON, a member of another kind, one that is missing or in no such form, one that is there twice.
            return null;
        }
    }

    public bool IsOld(string? stored) => stored is null ? _oldPrint is null : _oldPrint == Print(stored, _salt);

    public bool IsNew(string? stored) => stored is not null && _newPrint == Print(stored, _salt);

    public RotationNote Added(NewClientSecret secret, DateTimeOffset now) => new(CredentialId, Before, _salt, _oldPrint, secret.Id, Print(secret.GetValue(), _salt)) { Run = Run, WrittenAt = now, TouchedAt = now };

    // Of another run, which goes on with it.
    public RotationNote TakenOver(string run, DateTimeOffset now) => Again(run, now, isEnded: false, isDone: false);

    public RotationNote Ended() => Again(Run, TouchedAt, isEnded: true, isDone: false);

    public RotationNote Done() => Again(Run, TouchedAt, isEnded: true, isDone: true);

    public string ToText() => new JsonObject
    {
        ["version"] = Version,
        ["credential"] = CredentialId,
        ["run"] = Run,
        ["written"] = WrittenAt.ToString("O", CultureInfo.InvariantCulture),
        ["touched"] = TouchedAt.ToString("O", CultureInfo.InvariantCulture),
        ["before"] = new JsonArray([.. Before.Select(id => (JsonNode)JsonValue.Create(id)!)]),
        ["salt"] = Convert.ToBase64String(_salt),
        ["old"] = _oldPrint,
        ["newId"] = NewId,
        ["new"] = _newPrint,
        ["ended"] = IsEnded,
        ["done"] = IsDone,
    }.ToJsonString();

    private static JsonNode Member(JsonObject note, string name) => note[name] ?? throw new FormatException();

    private static string Text(JsonObject note, string name) => Member(note, name).GetValue<string>();

    private RotationNote Again(string run, DateTimeOffset touchedAt, bool isEnded, bool isDone) => new(CredentialId, Before, _salt, _oldPrint, NewId, _newPrint)
    {
        Run = run,
        WrittenAt = WrittenAt,
        TouchedAt = touchedAt,
        IsEnded = isEnded,
        IsDone = isDone,
    };

    private static string Print(string secret, byte[] salt)
    {
        using var hash = new HMACSHA256(Encoding.UTF8.GetBytes(secret));
        return Convert.ToBase64String(hash.ComputeHash(salt));
    }
}
