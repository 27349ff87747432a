using System.Collections.Concurrent;
using System.Diagnostics;

namespace Adobe.ServerAuth.Tests.Fakes;

/// <summary>Listens to the spans of the library.</summary>
internal sealed class RecordedActivities : IDisposable
{
    private readonly ConcurrentQueue<Activity> _stopped = new();
    private readonly ActivityListener _listener;

    public RecordedActivities(Action<Activity>? started = null, Action<Activity>? stopped = null)
    {
        _listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == AdobeServerAuthTelemetry.ActivitySourceName,
            Sample = (ref _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStarted = started,
            ActivityStopped = activity =>
            {
                _stopped.Enqueue(activity);
                stopped?.Invoke(activity);
            },
        };
        ActivitySource.AddActivityListener(_listener);
    }

    /// <summary>Those that ended and fit, oldest first: other tests have spans too.</summary>
    public IReadOnlyList<Activity> Of(Func<Activity, bool> isMeant) => [.. _stopped.Where(isMeant)];

    public void Dispose() => _listener.Dispose();
}
