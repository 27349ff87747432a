using System.Threading.Channels;

namespace Adobe.ServerAuth.IntegrationTests.Emulator;

/// <summary>A clock whose timers fire when the test says so.</summary>
internal sealed class HandClock : TimeProvider
{
    private readonly Channel<HandTimer> _timers = Channel.CreateUnbounded<HandTimer>();

    /// <summary>The next timer that is started, as soon as it is.</summary>
    public async Task<HandTimer> NextTimerAsync(CancellationToken cancellationToken) =>
        await _timers.Reader.ReadAsync(cancellationToken).AsTask().WaitAsync(TimeSpan.FromSeconds(30), cancellationToken);

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new HandTimer(() => callback(state), dueTime);
        _timers.Writer.TryWrite(timer);
        return timer;
    }
}
