namespace Samples;

/// <summary>The pause before the next request.</summary>
internal static class RetryAfter
{
    public static readonly TimeSpan Shortest = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(30);

    /// <summary>What the answer's <c>Retry-After</c> says, as seconds or as a date, but no less than a second and no more than 30; a second without one.</summary>
    public static TimeSpan Of(HttpResponseMessage response, TimeProvider time)
    {
        var told = response.Headers.RetryAfter;
        var pause = told?.Delta ?? told?.Date - time.GetUtcNow() ?? Shortest;
        return pause < Shortest ? Shortest : pause > Longest ? Longest : pause;
    }
}
