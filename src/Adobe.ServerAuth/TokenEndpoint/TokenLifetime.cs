namespace Adobe.ServerAuth.TokenEndpoint;

// How long a token is believed to live. docs/ims-protocol.md 1.5: the unit of expires_in depends on the endpoint, and has been mixed up often
// enough for its magnitude to be checked, both ways.
internal static class TokenLifetime
{
    public static readonly TimeSpan WhenAbsent = TimeSpan.FromMinutes(5);
    public static readonly TimeSpan Longest = TimeSpan.FromDays(30);
    private static readonly TimeSpan Shortest = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan ShortestInMilliseconds = TimeSpan.FromMinutes(1);

    public static TimeSpan From(double? expiresIn, ExpiresInUnit unit, TimeSpan? claimed)
    {
        var answered = expiresIn is { } value ? FromAnswer(value, unit) : null;
        var told = claimed is { } duration && duration >= Shortest ? duration : (TimeSpan?)null;
        var shorter = answered is null || told < answered ? told ?? WhenAbsent : answered.Value;
        return shorter < Longest ? shorter : Longest;
    }

    private static TimeSpan? FromAnswer(double value, ExpiresInUnit unit)
    {
        if (double.IsNaN(value) || double.IsInfinity(value))
        {
            return null;
        }

        // More seconds than 30 days have are milliseconds, and fewer milliseconds than a minute has are seconds.
        var isMilliseconds = unit == ExpiresInUnit.Milliseconds ? value >= ShortestInMilliseconds.TotalMilliseconds : value > Longest.TotalSeconds;
        var seconds = isMilliseconds ? value / 1000 : value;
        return seconds < Shortest.TotalSeconds ? null
            : seconds < Longest.TotalSeconds ? TimeSpan.FromSeconds(seconds)
            : Longest;
    }
}
