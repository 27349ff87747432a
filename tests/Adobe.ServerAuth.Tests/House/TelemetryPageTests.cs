using System.Diagnostics.Metrics;
using System.Reflection;
using Adobe.ServerAuth.Diagnostics;
using Adobe.ServerAuth.Tests.Fakes;
using Microsoft.Extensions.Logging;

namespace Adobe.ServerAuth.Tests.House;

// docs/telemetry.md lists what the code has, no more and no less.
public class TelemetryPageTests
{
    private static readonly string Page = RepositoryTree.Read("docs/telemetry.md");

    [Fact]
    public void Every_log_message_is_listed()
    {
        var rows = new[] { typeof(ITokenProvider), typeof(WarmUpOptions) }
            .SelectMany(type => type.Assembly.GetTypes())
            .SelectMany(type => type.GetMethods(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic))
            .Select(method => method.GetCustomAttribute<LoggerMessageAttribute>())
            .OfType<LoggerMessageAttribute>()
            .OrderBy(message => message.EventId)
            .Select(message => $"| {message.EventId} | `{message.EventName}` | {message.Level} | {message.Message} |")
            .ToArray();

        AssertSame(rows, line => line.Length > 2 && char.IsAsciiDigit(line[2]));
        Assert.Equal(rows.Length, rows.Select(row => row.Split('|')[1]).Distinct().Count());
        Assert.Equal(rows.Length, rows.Select(row => row.Split('|')[2]).Distinct().Count());
    }

    [Fact]
    public void Every_instrument_is_listed_with_its_unit_and_the_tags_it_is_given()
    {
        using var meter = new Meter(AdobeServerAuthTelemetry.MeterName);
        var instruments = new List<Instrument>();
        using var recorded = new RecordedMetrics(instrument =>
        {
            if (instrument.Meter != meter)
            {
                return false;
            }

            instruments.Add(instrument);
            return true;
        });
        var metrics = TokenMetrics.Of(() => meter);
        metrics.Requested("oauth", "refused", "wrong-secret", TimeSpan.Zero);
        metrics.Renewed("due", "failed", TimeSpan.Zero);
        metrics.LookedUp("taken");

        AssertSame(
            [.. instruments.Select(one => $"| `{one.Name}` | {one.GetType().Name.Split('`')[0]} | {one.Unit} | {Tags(recorded, one)} | {one.Description} |")],
            line => line.StartsWith("| `adobe.", StringComparison.Ordinal) && (line.Contains("| Counter |", StringComparison.Ordinal) || line.Contains("| Histogram |", StringComparison.Ordinal)));
    }

    [Fact]
    public void Every_name_that_is_public_is_there() => Assert.All(
        typeof(AdobeServerAuthTelemetry).GetFields().Select(field => (string)field.GetRawConstantValue()!),
        name => Assert.True(Page.Contains($"`{name}`", StringComparison.Ordinal) || Page.Contains($"\"{name}\"", StringComparison.Ordinal), name));

    [Fact]
    public void Every_value_of_a_tag_is_explained() => Assert.All(
        typeof(TelemetryValues).GetFields().Select(field => (string)field.GetRawConstantValue()!),
        value => Assert.Contains($"`{value}`", Page.Split('\n').Single(line => line.StartsWith(Row(value), StringComparison.Ordinal)), StringComparison.Ordinal));

    private static string Row(string value) => value switch
    {
        TelemetryValues.OAuth or TelemetryValues.Jwt => "| `adobe.serverauth.flow` |",
        TelemetryValues.Brought or TelemetryValues.Overtaken => "| `adobe.serverauth.outcome` of a renewal |",
        TelemetryValues.Taken or TelemetryValues.Missed => "| `adobe.serverauth.outcome` of a look into the shared cache |",
        TelemetryValues.None or TelemetryValues.Expired or TelemetryValues.Due or TelemetryValues.Rejected => "| `adobe.serverauth.cause` |",
        TelemetryValues.Credential or TelemetryValues.OtherError => "| `error.type` |",
        _ => "| `adobe.serverauth.outcome` of a token request |",
    };

    private static void AssertSame(string[] expected, Func<string, bool> isRow)
    {
        var written = Page.Split('\n').Where(isRow).ToArray();
        Assert.True(expected.SequenceEqual(written), "The rows of docs/telemetry.md should be these:\n" + string.Join('\n', expected));
    }

    private static string Tags(RecordedMetrics recorded, Instrument instrument) =>
        string.Join(", ", recorded.Of(instrument.Name).Single().Tags.Keys.Select(key => $"`{key}`"));
}
