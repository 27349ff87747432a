namespace Adobe.ServerAuth.IntegrationTests.Samples;

/// <summary>One value of a metric as OpenTelemetry's console exporter prints it: its tags, and what was counted or measured for them.</summary>
internal sealed record PrintedPoint(string Metric, string Unit, string Tags, string Value)
{
    /// <summary>The number behind a name in the value of a histogram, such as <c>Sum</c>.</summary>
    public double this[string name] => double.Parse(Value.Split(name + ": ")[1].Split(' ')[0], System.Globalization.CultureInfo.InvariantCulture);

    public static IEnumerable<PrintedPoint> AllOf(IReadOnlyList<string> lines)
    {
        string[] metric = [];
        for (var i = 0; i < lines.Count; i++)
        {
            if (lines[i].StartsWith("Metric Name: ", StringComparison.Ordinal))
            {
                metric = [.. lines[i].Split(", ").Select(field => field.Split(": ", 2)[1])];
            }
            else if (lines[i].StartsWith("Value: ", StringComparison.Ordinal))
            {
                // The line before it is the interval and the tags.
                yield return new PrintedPoint(metric[0], metric[^2], lines[i - 1][(lines[i - 1].IndexOf(']', StringComparison.Ordinal) + 1)..].Trim(), lines[i]["Value: ".Length..].Trim());
            }
        }
    }
}
