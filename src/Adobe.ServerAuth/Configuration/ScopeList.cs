namespace Adobe.ServerAuth.Configuration;

// Consoles and pages print scopes as an array, as "a,b" and as "a, b"; people paste all three into either form.
internal static class ScopeList
{
    public static IReadOnlyList<string> Normalize(IEnumerable<string?> scopes)
    {
        var result = new List<string>();
        foreach (var entry in scopes)
        {
            foreach (var part in (entry ?? "").Split(','))
            {
                var scope = part.Trim();
                if (scope.Length > 0 && !result.Contains(scope))
                {
                    result.Add(scope);
                }
            }
        }

        return result;
    }
}
