using Adobe.ServerAuth.Tests.Fakes;

namespace Adobe.ServerAuth.Tests.Caching.Model;

/// <summary>
/// What the inner providers see: every fetch that begins, and every release. What holds at each such moment is checked at once, since
/// nothing that is seen later would show it.
/// </summary>
internal sealed class FetchLog(TestClock clock)
{
    private readonly object _gate = new();
    private readonly List<ObservedFetch> _open = [];
    private readonly List<string> _violations = [];
    private int _count;
    private int _newestWanted;

    /// <summary>Whether the fetches that begin from now on go on when they are asked to stop.</summary>
    public bool IgnoresStops { get; set; }

    public int Count => Volatile.Read(ref _count);

    /// <summary>The number of the newest, without those that come so late that the cache had given them up before they began.</summary>
    public int NewestWanted => Volatile.Read(ref _newestWanted);

    /// <summary>Until when the server has asked a generation of the options not to be asked again.</summary>
    public (Generation Generation, TimeSpan Moment)? AskedPause { get; set; }

    /// <summary>Told of each fetch, on the thread where it begins.</summary>
    public Action<ObservedFetch>? Began { get; init; }

    public IReadOnlyList<string> Violations
    {
        get
        {
            lock (_gate)
            {
                return [.. _violations];
            }
        }
    }

    /// <summary>Those that have not ended, whoever still waits for them; the oldest first.</summary>
    public IReadOnlyList<ObservedFetch> Open
    {
        get
        {
            lock (_gate)
            {
                _open.RemoveAll(fetch => fetch.IsAnswered);
                return [.. _open];
            }
        }
    }

    public ObservedFetch Begin(Generation generation, AccessToken? rejected, CancellationToken stop)
    {
        ObservedFetch fetch;
        lock (_gate)
        {
            var now = TimeSpan.FromTicks(clock.GetTimestamp() / TimeSpan.NanosecondsPerTick);
            fetch = new ObservedFetch(_count + 1, generation, rejected, now, IgnoresStops, stop);
            _open.RemoveAll(earlier => earlier.IsAnswered);
            if (_open.Find(earlier => earlier.IsLive) is { } other && fetch.IsLive)
            {
                _violations.Add($"{fetch} begins while {other} runs and was not asked to stop.");
            }

            if (AskedPause is { } pause && pause.Generation == generation && now < pause.Moment && fetch.IsLive)
            {
                _violations.Add($"{fetch} begins at {now}, and the server has asked for a pause until {pause.Moment}.");
            }

            if (generation.Releases > 0 && fetch.IsLive)
            {
                _violations.Add($"{fetch} begins after its source was released.");
            }

            _open.Add(fetch);
            Volatile.Write(ref _count, _count + 1);
            Volatile.Write(ref _newestWanted, fetch.IsLive ? fetch.Number : _newestWanted);
        }

        Began?.Invoke(fetch);
        return fetch;
    }

    public void Released(Generation generation, int times)
    {
        lock (_gate)
        {
            if (times > 1)
            {
                _violations.Add($"The source of {generation} is released {times} times.");
            }

            if (!generation.IsLetGo)
            {
                _violations.Add($"The source of {generation} is released while the cache may use it.");
            }

            if (_open.Find(fetch => fetch.Generation == generation && fetch.IsLive) is { } user)
            {
                _violations.Add($"The source of {generation} is released while {user} uses it.");
            }
        }
    }
}
