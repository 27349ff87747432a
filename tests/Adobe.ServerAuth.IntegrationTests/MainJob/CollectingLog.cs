using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace Adobe.ServerAuth.IntegrationTests.MainJob;

/// <summary>Keeps all log lines of an application, those of the framework's HTTP clients included.</summary>
internal sealed class CollectingLog : ILoggerProvider, ILogger
{
    private readonly ConcurrentQueue<string> _lines = new();

    public IReadOnlyList<string> Lines => [.. _lines];

    public ILogger CreateLogger(string categoryName) => this;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull
    {
        _lines.Enqueue(state.ToString() ?? "");
        return null;
    }

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
        _lines.Enqueue(formatter(state, exception) + exception);

    public void Dispose()
    {
    }
}
