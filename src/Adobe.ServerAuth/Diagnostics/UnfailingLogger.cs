using Microsoft.Extensions.Logging;

namespace Adobe.ServerAuth.Diagnostics;

// Logging decides nothing: a sink that throws (a full event log, one that was disposed at shutdown) must cost neither a token nor the
// answer of an API.
internal sealed class UnfailingLogger : ILogger
{
    private readonly ILogger _inner;

    private UnfailingLogger(ILogger inner) => _inner = inner;

    public static ILogger Around(ILogger logger) => logger as UnfailingLogger ?? new UnfailingLogger(logger);

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => _inner.BeginScope(state);

    public bool IsEnabled(LogLevel logLevel)
    {
        try
        {
            return _inner.IsEnabled(logLevel);
        }
        catch (Exception)
        {
            // See above; there is nowhere to tell it.
            return false;
        }
    }

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        try
        {
            _inner.Log(logLevel, eventId, state, exception, formatter);
        }
        catch (Exception)
        {
            // See above; there is nowhere to tell it.
        }
    }
}
