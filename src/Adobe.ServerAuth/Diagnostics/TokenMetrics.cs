using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace Adobe.ServerAuth.Diagnostics;

// What is counted and measured. Every tag is from a closed set: no name, no address, no text of IMS.
internal sealed class TokenMetrics
{
    private readonly Counter<long>? _requests;
    private readonly Histogram<double>? _duration;
    private readonly Counter<long>? _renewals;
    private readonly Histogram<double>? _lifeLeft;
    private readonly Counter<long>? _sharedLookups;

    private TokenMetrics()
    {
    }

    private TokenMetrics(Meter meter)
    {
        _requests = meter.CreateCounter<long>(AdobeServerAuthTelemetry.TokenRequests, "{request}", "Token requests.");
        _duration = Histogram(
            meter, AdobeServerAuthTelemetry.TokenRequestDuration, "Duration of token requests with all their attempts.", 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300);
        _renewals = meter.CreateCounter<long>(AdobeServerAuthTelemetry.Renewals, "{renewal}", "What caches did to have a new token.");
        _sharedLookups = meter.CreateCounter<long>(AdobeServerAuthTelemetry.SharedLookups, "{lookup}", "Looks into a distributed cache for a token of another machine.");
        _lifeLeft = Histogram(
            meter, AdobeServerAuthTelemetry.TokenLifeLeft, "How long the token at hand could still be used when a renewal ended.", 0, 30, 60, 120, 300, 600, 1800, 3600, 21600, 86400);
    }

    // For providers that are made by hand.
    public static TokenMetrics OfProcess { get; } = Of(static () => new Meter(AdobeServerAuthTelemetry.MeterName, ServerAuthActivities.Version));

    public static TokenMetrics Of(Func<Meter> meter)
    {
        try
        {
            return new TokenMetrics(meter());
        }
        catch (Exception)
        {
            // The application's listeners run in here, and where values are written: one that throws must cost neither a token nor those who wait for it.
            return new TokenMetrics();
        }
    }

    public void Requested(string flow, string outcome, string? error, TimeSpan duration)
    {
        var tags = new TagList { { AdobeServerAuthTelemetry.FlowTag, flow }, { AdobeServerAuthTelemetry.OutcomeTag, outcome } };
        if (error is not null)
        {
            tags.Add(ServerAuthActivities.ErrorType, error);
        }

        Add(_requests, tags);
        Record(_duration, duration.TotalSeconds, tags);
    }

    public void Renewed(string cause, string outcome, TimeSpan lifeLeft)
    {
        var tags = new TagList { { AdobeServerAuthTelemetry.CauseTag, cause }, { AdobeServerAuthTelemetry.OutcomeTag, outcome } };
        Add(_renewals, tags);
        Record(_lifeLeft, lifeLeft.TotalSeconds, tags);
    }

    public void LookedUp(string outcome) => Add(_sharedLookups, new TagList { { AdobeServerAuthTelemetry.OutcomeTag, outcome } });

    private static void Add(Counter<long>? counter, in TagList tags)
    {
        try
        {
            counter?.Add(1, tags);
        }
        catch (Exception)
        {
            // As above.
        }
    }

    private static void Record(Histogram<double>? histogram, double value, in TagList tags)
    {
        try
        {
            histogram?.Record(value, tags);
        }
        catch (Exception)
        {
            // As above.
        }
    }

    // Advice about buckets came with .NET 9. Before it, the boundaries are set where metrics are collected (docs/telemetry.md).
    private static Histogram<double> Histogram(Meter meter, string name, string description, params double[] boundaries) =>
#if NET9_0_OR_GREATER
        meter.CreateHistogram(name, "s", description, null, new InstrumentAdvice<double> { HistogramBucketBoundaries = boundaries });
#else
        meter.CreateHistogram<double>(name, "s", description);
#endif
}
