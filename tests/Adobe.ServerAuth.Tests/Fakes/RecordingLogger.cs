using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace Adobe.ServerAuth.Tests.Fakes;

/// <summary>Keeps every log line, formatted as a sink would.</summary>
internal sealed class RecordingLogger : ILogger, ILoggerFactory, ILoggerProvider
{
    private readonly ConcurrentQueue<LogLine> _lines = new();

    /// <summary>Called before a line is kept.</summary>
    public Action? Written { get; init; }

    public IReadOnlyList<LogLine> Lines => [.. _lines];

    public IReadOnlyList<LogLine> Of(int id) => [.. _lines.Where(line => line.Id == id)];

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        Written?.Invoke();
        _lines.Enqueue(new LogLine(logLevel, eventId.Id, eventId.Name, formatter(state, exception) + exception));
    }

    public ILogger CreateLogger(string categoryName) => this;

    public void AddProvider(ILoggerProvider provider)
    {
    }

    public void Dispose()
    {
    }
}
