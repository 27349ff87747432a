namespace Adobe.ServerAuth.Configuration;

// The known key that a misspelt one most likely stands for.
internal static class NearMiss
{
    public static string? Of(string key, IEnumerable<string> known) => Of(key, known, 2);

    // The name of a credential. Names that the application chooses may be short, and may differ in a number on purpose (org-1, org-2).
    public static string? OfName(string name, IEnumerable<string> known) =>
        name.Length < 3 ? null : Of(name, known.Where(other => other.Length >= 3 && WithoutDigits(other) != WithoutDigits(name)), 1);

    private static string? Of(string key, IEnumerable<string> known, int leastTolerance)
    {
        var plain = Plain(key);
        var best = known
            .Select(candidate => (candidate, distance: Distance(plain, Plain(candidate))))
            .OrderBy(pair => pair.distance)
            .FirstOrDefault();
        return best.candidate is not null && best.distance <= Math.Max(leastTolerance, best.candidate.Length / 4) ? best.candidate : null;
    }

    private static string WithoutDigits(string name) => string.Concat(name.Where(c => !char.IsDigit(c)));

    private static string Plain(string key) => key.Replace("_", "").Replace("-", "").ToUpperInvariant();

    // Optimal string alignment: insertions, deletions, substitutions, and swaps of neighbours count one each.
    private static int Distance(string a, string b)
    {
        var cost = new int[a.Length + 1, b.Length + 1];
        for (var i = 0; i <= a.Length; i++)
        {
            cost[i, 0] = i;
        }

        for (var j = 0; j <= b.Length; j++)
        {
            cost[0, j] = j;
        }

        for (var i = 1; i <= a.Length; i++)
        {
            for (var j = 1; j <= b.Length; j++)
            {
                var substitution = cost[i - 1, j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
                cost[i, j] = Math.Min(Math.Min(cost[i - 1, j] + 1, cost[i, j - 1] + 1), substitution);
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                {
                    cost[i, j] = Math.Min(cost[i, j], cost[i - 2, j - 2] + 1);
                }
            }
        }

        return cost[a.Length, b.Length];
    }
}
