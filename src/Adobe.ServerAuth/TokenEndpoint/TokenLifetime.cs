namespace Adobe.ServerAuth.TokenEndpoint;

// How long a token is believed to live. docs/ims-protocol.md 1.5: the unit of expires_in depends on the endpoint, and has been mixed up often
// enough for its magnitude to be checked, both ways.
internal static class TokenLifetime
{
    public static readonly TimeSpan WhenAbsent = TimeSpan.FromMinutes(5);
    public static readonly TimeSpan Longest = TimeSpan.FromDays(30);
    private static readonly TimeSpan Shortest = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan ShortestInMilliseconds = TimeSpan.FromMinutes(1);

    // The answer counts from a moment later than the claims do.
    private const double Tolerance = 0.01;

    public static TimeSpan From(double? expiresIn, ExpiresInUnit unit, TimeSpan? claimed)
    {
        var told = claimed is { } duration && duration >= Shortest ? duration : (TimeSpan?)null;
        var answered = expiresIn is { } value ? FromAnswer(value, unit, told) : null;
        var shorter = answered is null || told < answered ? told ?? WhenAbsent : answered.Value;
        return shorter < Longest ? shorter : Longest;
    }

    private static TimeSpan? FromAnswer(double value, ExpiresInUnit unit, TimeSpan? told)
    {
        if (double.IsNaN(value) || double.IsInfinity(value))
        {
            return null;
        }

        // More seconds than 30 days have are milliseconds, and fewer milliseconds than a minute has are seconds. So are those that the
        // token's own claims tell as seconds.
        var isMilliseconds = unit == ExpiresInUnit.Milliseconds
            ? value >= ShortestInMilliseconds.TotalMilliseconds && !AreAlike(value, told?.TotalSeconds)
            : value > Longest.TotalSeconds;
        var seconds = isMilliseconds ? value / 1000 : value;
        return seconds < Shortest.TotalSeconds ? null
            : seconds < Longest.TotalSeconds ? TimeSpan.FromSeconds(seconds)
            : Longest;
    }

    private static bool AreAlike(double value, double? told) => told is { } other && Math.Abs(value - other) <= other * Tolerance;
}
