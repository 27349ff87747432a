namespace Adobe.ServerAuth.Testing.Emulator;

/// <summary>Claims whose name is an address of a metascope, docs/ims-protocol.md §3.1.</summary>
internal static class MetaScopeClaims
{
    private const string Path = "/s/";

    public static IReadOnlyList<string> NamesIn(JsonMembers claims) =>
        [.. Find(claims).Select(claim => claim[(claim.LastIndexOf(Path, StringComparison.Ordinal) + Path.Length)..])];

    public static bool AreGranted(JsonMembers claims, string authority, IReadOnlyList<string> granted)
    {
        HashSet<string> allowed = [.. granted.Select(name => $"https://{authority}{Path}{name}")];
        string[] asked = [.. Find(claims)];
        return asked.Length > 0 && asked.All(claim => allowed.Contains(claim) && claims.IsTrue(claim));
    }

    // Those of other hosts and schemes, and paths alone, too: they are meant as metascopes, and refused as such.
    private static IEnumerable<string> Find(JsonMembers claims) =>
        claims.Names.Where(name => name.Contains(Path, StringComparison.Ordinal));
}
