using System.Diagnostics;
using System.Text.Json;
using Adobe.ServerAuth.Configuration;

namespace Adobe.ServerAuth.Credentials;

// The fields of one credential, whatever way they are spelled: CLIENT_ID, client_id and clientId are one. Each may have several values.
internal sealed class CredentialFields
{
    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    private readonly Dictionary<string, string[]> _values = [];
    private readonly HashSet<string> _contradictory = [];

    public static CredentialFields Of(JsonElement element)
    {
        var fields = new CredentialFields();
        if (element.ValueKind == JsonValueKind.Object)
        {
            foreach (var property in element.EnumerateObject())
            {
                fields.Add(property.Name, Values(property.Value));
            }
        }

        return fields;
    }

    public void Add(string name, params string[] values)
    {
        var key = Key(name);
        if (_values.TryGetValue(key, out var known) && !known.SequenceEqual(values))
        {
            // That matters for those alone that are asked for.
            _contradictory.Add(key);
        }

        _values[key] = values;
    }

    public bool Has(params string[] names) => names.Any(name => _values.ContainsKey(Key(name)));

    // The one value of one of these names: several that differ contradict each other.
    public string? Text(params string[] names)
    {
        var found = Values(names).Where(value => value.Trim().Length > 0).Distinct(StringComparer.Ordinal).ToArray();
        return found.Length <= 1 ? found.FirstOrDefault() : throw CredentialFileFaults.Contradiction(string.Join(" and ", names.Where(name => Has(name))));
    }

    public IReadOnlyList<string> List(params string[] names) =>
        [.. Values(names).SelectMany(value => JsonArrayText.Read(value) ?? [value]).Where(value => value.Trim().Length > 0).Distinct(StringComparer.Ordinal)];

    private IEnumerable<string> Values(string[] names)
    {
        var there = names.Where(name => Has(name)).ToArray();
        return there.FirstOrDefault(name => _contradictory.Contains(Key(name))) is { } contradictory
            ? throw CredentialFileFaults.Contradiction(contradictory)
            : there.SelectMany(name => _values[Key(name)]);
    }

    private static string[] Values(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => [value.GetString()!],
        JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False => [value.GetRawText()],
        JsonValueKind.Array => [.. value.EnumerateArray().Where(element => element.ValueKind == JsonValueKind.String).Select(element => element.GetString()!)],
        _ => [],
    };

    private static string Key(string name) => name.Replace("_", "").Replace("-", "").ToUpperInvariant();
}
