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
}
