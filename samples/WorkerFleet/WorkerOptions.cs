namespace WorkerFleet;

/// <summary>The section <c>WorkerFleet</c>.</summary>
internal sealed class WorkerOptions
{
    /// <summary>The address that is called; without it there is only the token.</summary>
    public Uri? Api { get; set; }

    /// <summary>After so many calls the worker ends; 0 for no end.</summary>
    public int Calls { get; set; } = 5;

    /// <summary>The time between two calls.</summary>
    public TimeSpan Interval { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>How long a call may take. Less than the host's ShutdownTimeout (30 s), or a stop cuts the call in hand off.</summary>
    public TimeSpan CallTimeout { get; set; } = TimeSpan.FromSeconds(20);
}
