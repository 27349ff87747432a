using Adobe.ServerAuth.Configuration;

namespace Adobe.ServerAuth.Tests.House;

// Compares the tables of a page with the options that they tell of.
internal static class OptionPage
{
    // What a cell says where the property itself is null by default.
    private static readonly Dictionary<string, string> Derived = new(StringComparer.Ordinal)
    {
        [nameof(AdobeServerAuthOptions.Flow)] = $"what `CredentialFile` says, else `{default(ServerAuthFlow)}`",
        [nameof(AdobeServerAuthOptions.ImsEndpoint)] = $"`{TokenEndpoints.ProductionIms.OriginalString}`",
        [nameof(AdobeServerAuthOptions.TokenEndpoint)] =
            $"`{TokenEndpoints.Of(new AdobeServerAuthOptions()).AbsolutePath}` of `ImsEndpoint`, in the JWT flow `{TokenEndpoints.Of(new AdobeServerAuthOptions { Flow = ServerAuthFlow.Jwt }).AbsolutePath}`",
    };

    public static IEnumerable<string> Failures(MarkdownFile page, IReadOnlyList<OptionProperty> options, Func<string, string, bool> accepts, bool isBound)
    {
        var rows = OptionTables.Rows(page);
        var strangers = rows.Where(row => options.All(option => option.Key != row.Key)).Select(row => $"{row.Place}: {row.Key} is no option");
        var missing = options.Where(option => rows.All(row => row.Key != option.Key)).Select(option => $"{page.Path}: {option.Key} has no row");
        var twice = rows.GroupBy(row => row.Key).Where(group => group.Count() > 1).Select(group => $"{page.Path}: {group.Key} has {group.Count()} rows");
        var wrong =
            from row in rows
            from option in options
            where option.Key == row.Key
            from failure in (IEnumerable<string?>)[Type(row, option), Default(row, option), .. Range(row, option, accepts), .. isBound ? EnvironmentBinding.Failures(row, option) : []]
            where failure is not null
            select failure;
        return strangers.Concat(missing).Concat(twice).Concat(wrong);
    }

    private static string? Type(OptionRow row, OptionProperty option)
    {
        string[] expected =
            option.Type == typeof(string) ? ["text", "text or array"]
            : option.Type == typeof(IList<string>) ? [row.EnvironmentPrefix is null ? "array" : "text or array"]
            : option.Type == typeof(TimeSpan) ? ["duration"]
            : option.Type == typeof(int) ? ["whole number"]
            : option.Type == typeof(bool) ? ["`true` or `false`"]
            : option.Type == typeof(Uri) ? ["address"]
            : option.Type.IsEnum ? [string.Join(" or ", Enum.GetNames(option.Type).Select(name => $"`{name}`"))]
            : [option.Type.Name];
        return expected.Contains(row.Type) ? null : $"{row.Place}: the type of {row.Key} should be {string.Join(", or ", expected)}";
    }

    private static string? Default(OptionRow row, OptionProperty option)
    {
        var holds = option.DefaultText is { } text ? row.Default == $"`{text}`" || (option.Type == typeof(IList<string>) && row.Default == "the list above")
            : Derived.TryGetValue(option.Key, out var derived) ? row.Default == derived
            : option.Type == typeof(IList<string>) && row.Default.StartsWith("empty", StringComparison.Ordinal)
                || (row.Default.StartsWith("required", StringComparison.Ordinal) ? !OptionVerdict.OnKey(option.Key, null) : row.Default.StartsWith("none", StringComparison.Ordinal) && OptionVerdict.OnKey(option.Key, null));
        return holds ? null : $"{row.Place}: the default of {row.Key} is {(option.DefaultText is { } known ? $"`{known}`" : "another")}";
    }

    private static IEnumerable<string> Range(OptionRow row, OptionProperty option, Func<string, string, bool> accepts)
    {
        if (option.Type != typeof(TimeSpan) && option.Type != typeof(int))
        {
            return [];
        }

        return OptionRange.Of(row.Rule, option.Type) is { } range
            ? range.Inside.Where(value => !accepts(option.Key, value)).Select(value => $"{row.Place}: {row.Key} does not take {value}, which is in the range")
                .Concat(range.Outside.Where(value => accepts(option.Key, value)).Select(value => $"{row.Place}: {row.Key} takes {value}, which is beyond the range"))
            : [$"{row.Place}: the rule of {row.Key} does not begin with a range"];
    }
}
