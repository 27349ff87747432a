namespace Adobe.ServerAuth.Tests.Fakes;

/// <summary>Listens for exceptions of tasks that nobody looked at. Other tests run meanwhile: each has to know its own by their text.</summary>
internal sealed class UnobservedFailures : IDisposable
{
    private readonly object _gate = new();
    private readonly List<string> _messages = [];
    private readonly string _prefix;

    public UnobservedFailures(string prefix)
    {
        _prefix = prefix;
        TaskScheduler.UnobservedTaskException += Note;
    }

    /// <summary>Those of all tasks that can be collected by now.</summary>
    public IReadOnlyList<string> Collect()
    {
        for (var i = 0; i < 5; i++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }

        lock (_gate)
        {
            return [.. _messages];
        }
    }

    public void Dispose() => TaskScheduler.UnobservedTaskException -= Note;

    private void Note(object? sender, UnobservedTaskExceptionEventArgs e)
    {
        lock (_gate)
        {
            _messages.AddRange(e.Exception.Flatten().InnerExceptions.Select(one => one.Message).Where(text => text.StartsWith(_prefix, StringComparison.Ordinal)));
        }
    }
}
