using System.Text.Json;

namespace Adobe.ServerAuth.Configuration;

// Consoles and pages print scopes as an array, as "a,b" and as "a, b", and .env files hold the array as text; people paste all four
// into any place.
internal static class ScopeList
{
    public static IReadOnlyList<string> Normalize(IEnumerable<string?> scopes)
    {
        var result = new List<string>();
        foreach (var part in scopes.SelectMany(entry => Elements(entry?.Trim() ?? "")).SelectMany(element => element.Split(',')))
        {
            var scope = part.Trim();
            if (scope.Length > 0 && !result.Contains(scope))
            {
                result.Add(scope);
            }
        }

        return result;
    }

    private static IEnumerable<string> Elements(string entry)
    {
        if (!entry.StartsWith('['))
        {
            return [entry];
        }

        try
        {
            using var json = JsonDocument.Parse(entry);
            return [.. json.RootElement.EnumerateArray().Select(element => element.GetString() ?? "")];
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or ArgumentException)
        {
            // For the validator to find.
            return [entry];
        }
    }
}
