namespace Adobe.ServerAuth.Tests.Fakes;

/// <summary>A clock with two hands, wall and monotonic, that can move apart. Timers follow the monotonic one.</summary>
internal sealed class TestClock : TimeProvider
{
    private readonly object _gate = new();
    private readonly List<TestTimer> _timers = [];
    private DateTimeOffset _wall = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private TimeSpan _elapsed;

    // Not that of TimeSpan, so that who mixes up the units is found out.
    public override long TimestampFrequency => 1_000_000_000;

    public override TimeZoneInfo LocalTimeZone => TimeZoneInfo.Utc;

    public int TimerCount
    {
        get
        {
            lock (_gate)
            {
                return _timers.Count;
            }
        }
    }

    /// <summary>How far away the next timer is, of whatever it is; null without one.</summary>
    public TimeSpan? NextTimer => Next("");

    /// <summary>How far away the next end of a <c>Task.Delay</c> is; null without one.</summary>
    public TimeSpan? NextDelay => Next("DelayPromise") ?? Next("Compatibility.TaskExtensions");

    /// <summary>How far away the next time limit of a <c>Task.WaitAsync</c> is; null without one.</summary>
    public TimeSpan? NextLimit => Next("CancellationPromise");

    /// <summary>A time limit of a token request runs.</summary>
    public bool HasRequestLimit => Next("CancellationTokenSource") is not null;

    public override DateTimeOffset GetUtcNow()
    {
        lock (_gate)
        {
            return _wall;
        }
    }

    public override long GetTimestamp()
    {
        lock (_gate)
        {
            return _elapsed.Ticks * TimeSpan.NanosecondsPerTick;
        }
    }

    /// <summary>Moves both hands, and fires the timers that come due, each at its own time.</summary>
    public void Advance(TimeSpan span)
    {
        var end = Elapsed + span;
        while (NextDueBefore(end) is { } timer)
        {
            MoveTo(timer.DueAt);
            timer.Fire();
        }

        MoveTo(end);
    }

    /// <summary>Moves the wall clock alone: somebody set it.</summary>
    public void StepWall(TimeSpan span)
    {
        lock (_gate)
        {
            _wall += span;
        }
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new TestTimer(this, callback, state);
        timer.Change(dueTime, period);
        return timer;
    }

    private TimeSpan? Next(string promise)
    {
        lock (_gate)
        {
            return _timers.Where(timer => timer.Promise.Contains(promise, StringComparison.Ordinal)).Select(timer => (TimeSpan?)(timer.DueAt - _elapsed)).Min();
        }
    }

    private TimeSpan Elapsed
    {
        get
        {
            lock (_gate)
            {
                return _elapsed;
            }
        }
    }

    private void MoveTo(TimeSpan moment)
    {
        lock (_gate)
        {
            _wall += moment - _elapsed;
            _elapsed = moment;
        }
    }

    private TestTimer? NextDueBefore(TimeSpan end)
    {
        lock (_gate)
        {
            return _timers.Where(timer => timer.DueAt <= end).MinBy(timer => timer.DueAt);
        }
    }

    private sealed class TestTimer(TestClock clock, TimerCallback callback, object? state) : ITimer
    {
        private TimeSpan _period = Timeout.InfiniteTimeSpan;

        public TimeSpan DueAt { get; private set; }

        public string Promise { get; } = callback.Method.DeclaringType?.FullName ?? "";

        public void Fire()
        {
            if (_period > TimeSpan.Zero)
            {
                Change(_period, _period);
            }
            else
            {
                Dispose();
            }

            callback(state);
        }

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            lock (clock._gate)
            {
                clock._timers.Remove(this);
                _period = period;
                if (dueTime >= TimeSpan.Zero)
                {
                    DueAt = clock._elapsed + dueTime;
                    clock._timers.Add(this);
                }

                return true;
            }
        }

        public void Dispose()
        {
            lock (clock._gate)
            {
                clock._timers.Remove(this);
            }
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return default;
        }
    }
}
