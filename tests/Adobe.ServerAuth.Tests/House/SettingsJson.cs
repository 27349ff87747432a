using System.Globalization;
using System.Text.Json.Nodes;

namespace Adobe.ServerAuth.Tests.House;

// appsettings.json with the section, made of keys as configuration has them.
internal static class SettingsJson
{
    public static JsonNode Of(params IEnumerable<(string Key, JsonNode? Value)> keys)
    {
        var section = new JsonObject();
        foreach (var (key, value) in keys)
        {
            var names = key.Split(':');
            var holder = names[..^1].Aggregate(section, (parent, name) => parent[name] as JsonObject ?? Added(parent, name));
            holder[names[^1]] = value;
        }

        return new JsonObject { ["AdobeServerAuth"] = WithArrays(section) };
    }

    // As people write it: numbers and flags without quotes.
    public static JsonNode Value(string text) =>
        long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? JsonValue.Create(number)
        : bool.TryParse(text, out var flag) ? JsonValue.Create(flag)
        : JsonValue.Create(text);

    private static JsonObject Added(JsonObject parent, string name)
    {
        var child = new JsonObject();
        parent[name] = child;
        return child;
    }

    private static JsonNode? WithArrays(JsonNode? node) => node is not JsonObject section ? node?.DeepClone()
        : section.Count > 0 && section.All(key => int.TryParse(key.Key, out _)) ? new JsonArray([.. section.Select(key => WithArrays(key.Value))])
        : new JsonObject(section.Select(key => KeyValuePair.Create(key.Key, WithArrays(key.Value))));
}
