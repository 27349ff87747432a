namespace Adobe.ServerAuth.TokenEndpoint;

// How long a token is believed to live. docs/ims-protocol.md 1.5: the unit of expires_in depends on the endpoint, and has been mixed up often
// enough for its magnitude to be checked.
internal static class TokenLifetime
{
    public static readonly TimeSpan WhenAbsent = TimeSpan.FromMinutes(5);
    public static readonly TimeSpan Longest = TimeSpan.FromDays(30);
    private static readonly TimeSpan Shortest = TimeSpan.FromSeconds(1);

    public static TimeSpan From(double? expiresInSeconds, TimeSpan? claimed)
    {
        var answered = FromSeconds(expiresInSeconds);
        var told = claimed is { } duration && duration >= Shortest ? duration : (TimeSpan?)null;
        var shorter = answered is null || told < answered ? told ?? WhenAbsent : answered.Value;
        return shorter < Longest ? shorter : Longest;
    }

    private static TimeSpan? FromSeconds(double? value)
    {
        if (value is not { } seconds || double.IsNaN(seconds) || double.IsInfinity(seconds) || seconds < Shortest.TotalSeconds)
        {
            return null;
        }

        // No token lives longer than 30 days: more than that many seconds are milliseconds.
        var believed = seconds > Longest.TotalSeconds ? seconds / 1000 : seconds;
        return believed < Longest.TotalSeconds ? TimeSpan.FromSeconds(believed) : Longest;
    }
}
