namespace Adobe.ServerAuth.IntegrationTests.Samples;

/// <summary>What the sample Observability has printed.</summary>
internal sealed class PrintedTelemetry
{
    public PrintedTelemetry(string output)
    {
        // Logs are written by a thread of their own, and may stand between the lines of a span.
        var lines = output.ReplaceLineEndings("\n").Split('\n');
        Logs = [.. PrintedLog.AllOf(lines)];
        var others = lines.Where(line => !PrintedLog.IsOne(line)).ToArray();
        Spans = [.. PrintedSpan.AllOf(others)];
        Points = [.. PrintedPoint.AllOf(others)];
        Titles = [.. others.Where(line => line.StartsWith("== ", StringComparison.Ordinal)).Select(line => line.Trim('=', ' '))];
    }

    public IReadOnlyList<string> Titles { get; }

    public IReadOnlyList<PrintedSpan> Spans { get; }

    public IReadOnlyList<PrintedPoint> Points { get; }

    public IReadOnlyList<PrintedLog> Logs { get; }

    public PrintedSpan Span(string name) => Spans.Single(span => span.Name == name);

    /// <summary>The spans directly below another one, in the order in which they ended.</summary>
    public IReadOnlyList<PrintedSpan> Below(PrintedSpan parent) => [.. Spans.Where(span => span.TraceId == parent.TraceId && span.ParentSpanId == parent.SpanId)];

    /// <summary>What was counted or measured under a name, for each set of tags.</summary>
    public IEnumerable<PrintedPoint> PointsOf(string metric) => Points.Where(point => point.Metric == metric);
}
