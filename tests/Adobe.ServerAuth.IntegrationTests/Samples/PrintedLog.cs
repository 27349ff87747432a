using System.Text.RegularExpressions;

namespace Adobe.ServerAuth.IntegrationTests.Samples;

/// <summary>A line of the console logger, with the ids of its scope: null outside of a span.</summary>
internal sealed partial record PrintedLog(string Level, string Category, int EventId, string? TraceId, string Message)
{
    public static bool IsOne(string line) => Line().IsMatch(line);

    public static IEnumerable<PrintedLog> AllOf(IEnumerable<string> lines) =>
        from line in lines
        let match = Line().Match(line)
        where match.Success
        select new PrintedLog(
            match.Groups["level"].Value,
            match.Groups["category"].Value,
            int.Parse(match.Groups["id"].Value, System.Globalization.CultureInfo.InvariantCulture),
            match.Groups["trace"] is { Success: true } trace ? trace.Value : null,
            match.Groups["message"].Value);

    [GeneratedRegex(@"^(?<level>[a-z]{4}): (?<category>[\w.]+)\[(?<id>\d+)\] (?:=> SpanId:[0-9a-f]{16}, TraceId:(?<trace>[0-9a-f]{32}), ParentId:[0-9a-f]{16} )?(?<message>.*)$")]
    private static partial Regex Line();
}
