namespace Adobe.ServerAuth.Configuration;

// Consoles and pages print scopes as an array, as "a,b" and as "a, b", and .env files hold the array as text; people paste all four
// into any place.
internal static class ScopeList
{
    public static IReadOnlyList<string> Normalize(IEnumerable<string?> scopes)
    {
        var result = new List<string>();
        foreach (var part in scopes.SelectMany(entry => JsonArrayText.Read(entry ?? "") ?? [entry ?? ""]).SelectMany(element => element.Split(',')))
        {
            var scope = part.Trim();
            if (scope.Length > 0 && !result.Contains(scope))
            {
                result.Add(scope);
            }
        }

        return result;
    }
}
