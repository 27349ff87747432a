using System.Text.Json;

namespace Adobe.ServerAuth.Credentials;

// Looks into JSON that may be of any shape.
internal static class JsonMembers
{
    // Undefined when there is none.
    public static JsonElement Member(this JsonElement element, string name) => element.ValueKind == JsonValueKind.Object
        ? element.EnumerateObject().FirstOrDefault(property => string.Equals(property.Name, name, StringComparison.OrdinalIgnoreCase)).Value
        : default;

    public static IEnumerable<JsonElement> Elements(this JsonElement element) => element.ValueKind == JsonValueKind.Array ? element.EnumerateArray() : [];

    // Null when it is no text, or blank.
    public static string? Text(this JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.String when !string.IsNullOrWhiteSpace(element.GetString()) => element.GetString()!.Trim(),
        JsonValueKind.Number => element.GetRawText(),
        _ => null,
    };
}
