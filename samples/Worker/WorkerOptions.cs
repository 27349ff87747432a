namespace Worker;

/// <summary>The section <c>Worker</c>.</summary>
internal sealed class WorkerOptions
{
    /// <summary>How many items, then the worker ends; 0 for no end.</summary>
    public int Items { get; set; } = 4;

    /// <summary>The time between two items, and the least before one is tried again.</summary>
    public TimeSpan Interval { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>How long one item may take, from when there is a token. Less than the host's ShutdownTimeout (30 s), or a stop cuts the item in hand off.</summary>
    public TimeSpan ItemTimeout { get; set; } = TimeSpan.FromSeconds(20);

    /// <summary>After so many attempts that failed for what may be in the item, it is put aside. What any item would meet does not count.</summary>
    public int Attempts { get; set; } = 5;
}
