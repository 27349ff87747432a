using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace Adobe.ServerAuth.IntegrationTests.Faults;

/// <summary>All texts in spans and metrics of the process, whoever writes them.</summary>
internal sealed class TelemetryTexts : IDisposable
{
    private readonly ConcurrentDictionary<string, bool> _texts = new();
    private readonly ActivityListener _spans;
    private readonly MeterListener _meters = new() { InstrumentPublished = (instrument, listener) => listener.EnableMeasurementEvents(instrument) };

    public TelemetryTexts()
    {
        _spans = new ActivityListener
        {
            ShouldListenTo = _ => true,
            Sample = (ref _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = Add,
        };
        ActivitySource.AddActivityListener(_spans);
        _meters.SetMeasurementEventCallback<long>((_, _, tags, _) => Add(tags));
        _meters.SetMeasurementEventCallback<int>((_, _, tags, _) => Add(tags));
        _meters.SetMeasurementEventCallback<double>((_, _, tags, _) => Add(tags));
        _meters.Start();
    }

    public ICollection<string> All => _texts.Keys;

    public void Dispose()
    {
        _spans.Dispose();
        _meters.Dispose();
    }

    private void Add(Activity span)
    {
        Add(span.DisplayName);
        Add(span.StatusDescription);
        Add(span.TagObjects.ToArray());
        Add(span.Baggage.Select(item => KeyValuePair.Create(item.Key, (object?)item.Value)).ToArray());
        foreach (var one in span.Events)
        {
            Add(one.Name);
            Add(one.Tags.ToArray());
        }
    }

    private void Add(ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        foreach (var tag in tags)
        {
            Add($"{tag.Key}={tag.Value}");
        }
    }

    private void Add(string? text) => _texts.TryAdd(text ?? "", true);
}
