namespace Adobe.ServerAuth.Configuration;

// docs/ims-protocol.md 3.2: people hold metascopes as names, as paths, as addresses, as one text with commas, and as JSON arrays. An
// address on a host other than the one that is asked stays as it is, for the validator to find.
internal static class MetaScopeList
{
    private const string Path = "/s/";

    public static IReadOnlyList<string> Normalize(IEnumerable<string?> entries, Uri tokenEndpoint) =>
        ScopeList.Normalize(entries).Select(entry => Name(entry, tokenEndpoint)).Distinct(StringComparer.Ordinal).ToArray();

    public static bool IsName(string name) =>
        name.Length > 0 && name.All(c => c is (>= 'A' and <= 'Z') or (>= 'a' and <= 'z') or (>= '0' and <= '9') or '_' or '-' or '.');

    private static string Name(string text, Uri tokenEndpoint)
    {
        if (text.StartsWith(Path, StringComparison.Ordinal))
        {
            return text.Substring(Path.Length).TrimEnd('/');
        }

        // An emulator stands in for whatever host the metascopes were copied from.
        return Uri.TryCreate(text, UriKind.Absolute, out var address)
            && address.Scheme == Uri.UriSchemeHttps
            && address.AbsolutePath.StartsWith(Path, StringComparison.Ordinal)
            && address.UserInfo.Length + address.Query.Length + address.Fragment.Length == 0
            && (tokenEndpoint.IsLoopback || address.Authority == tokenEndpoint.Authority)
                ? address.AbsolutePath.Substring(Path.Length).TrimEnd('/')
                : text;
    }
}
