using System.Text.Json;

namespace Adobe.ServerAuth.Configuration;

// A JSON array of texts that stands in a text, as .env files, variables and consoles leave it.
internal static class JsonArrayText
{
    // Null when it is something else; for half of a surrogate pair, too, which is no JSON to one reader and an invalid argument to another.
    public static string[]? Read(string text)
    {
        if (!text.TrimStart().StartsWith('['))
        {
            return null;
        }

        try
        {
            using var json = JsonDocument.Parse(text);
            return [.. json.RootElement.EnumerateArray().Select(element => element.GetString() ?? "")];
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or ArgumentException)
        {
            return null;
        }
    }
}
