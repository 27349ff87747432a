namespace Adobe.ServerAuth.IntegrationTests.Samples;

/// <summary>A span as OpenTelemetry's console exporter prints it; its parent is null when it has none.</summary>
internal sealed record PrintedSpan(string Name, string Kind, string TraceId, string SpanId, string? ParentSpanId, IReadOnlyList<string> Links, IReadOnlyDictionary<string, string> Tags)
{
    private const string Field = "Activity.";
    private const string Indent = "    ";

    /// <summary>What a link to this span looks like.</summary>
    public string Context => $"{TraceId} {SpanId}";

    /// <summary>All spans among the lines, in the order in which they ended.</summary>
    public static IEnumerable<PrintedSpan> AllOf(IReadOnlyList<string> lines)
    {
        var starts = Enumerable.Range(0, lines.Count).Where(i => lines[i].StartsWith(Field + "TraceId:", StringComparison.Ordinal)).ToArray();
        return starts.Select(start => Read([.. lines.Skip(start).TakeWhile((line, i) => i == 0 || !IsNext(line))]));
    }

    private static bool IsNext(string line) => line.StartsWith(Field + "TraceId:", StringComparison.Ordinal) || line.StartsWith("==", StringComparison.Ordinal);

    private static PrintedSpan Read(string[] lines)
    {
        string? Value(string name) => lines.SingleOrDefault(line => line.StartsWith(Field + name + ":", StringComparison.Ordinal))?[(Field.Length + name.Length + 1)..].Trim();
        string[] List(string name) =>
            [.. lines.SkipWhile(line => line != Field + name + ":").Skip(1).TakeWhile(line => line.StartsWith(Indent, StringComparison.Ordinal)).Select(line => line.Trim())];
        return new PrintedSpan(
            Value("DisplayName")!,
            Value("Kind")!,
            Value("TraceId")!,
            Value("SpanId")!,
            Value("ParentSpanId"),
            List("Links"),
            List("Tags").Select(tag => tag.Split(": ", 2)).ToDictionary(tag => tag[0], tag => tag[1]));
    }
}
