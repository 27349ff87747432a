using System.Text;
using System.Text.Json;

namespace Adobe.ServerAuth.Testing.Emulator;

/// <summary>The members of a JSON object, each name once: two readers could disagree which of two members counts.</summary>
internal sealed class JsonMembers
{
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private readonly Dictionary<string, JsonElement> _byName;

    private JsonMembers(Dictionary<string, JsonElement> byName) => _byName = byName;

    public IReadOnlyCollection<string> Names => _byName.Keys;

    /// <returns>The members, or null if there is no such object.</returns>
    public static JsonMembers? Read(byte[] json)
    {
        try
        {
            using var document = JsonDocument.Parse(Strict.GetString(json));
            return document.RootElement.ValueKind == JsonValueKind.Object ? Read(document.RootElement.Clone()) : null;
        }
        catch (Exception exception) when (exception is JsonException or DecoderFallbackException or InvalidOperationException)
        {
            return null;
        }
    }

    public bool Has(string name) => _byName.ContainsKey(name);

    public bool IsTrue(string name) => _byName.TryGetValue(name, out var value) && value.ValueKind == JsonValueKind.True;

    public string? FindString(string name) =>
        _byName.TryGetValue(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    /// <returns>The number, or null if it is missing, a string, or written with a fraction or an exponent.</returns>
    public long? FindInteger(string name) =>
        _byName.TryGetValue(name, out var value) && value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out var number)
            ? number
            : null;

    private static JsonMembers? Read(JsonElement json)
    {
        var byName = new Dictionary<string, JsonElement>(StringComparer.Ordinal);
        foreach (var member in json.EnumerateObject())
        {
            if (!byName.TryAdd(member.Name, member.Value) || !IsReadable(member.Value))
            {
                return null;
            }
        }

        return new JsonMembers(byName);
    }

    // Half of a surrogate pair shows, as an exception, only when the string is read.
    private static bool IsReadable(JsonElement value) => value.ValueKind != JsonValueKind.String || value.GetString() is not null;
}
