namespace Adobe.ServerAuth;

/// <summary>How long tokens are kept, when they are renewed, and how long failures are remembered.</summary>
/// <remarks>In configuration a duration is written <c>hh:mm:ss</c>, as in <c>00:05:00</c>.</remarks>
public sealed class TokenCacheOptions
{
    private static readonly TokenCacheOptions Defaults = new();

    /// <summary>How long before its end a token is renewed. Default: 5 minutes; at most a fifth of the token's lifetime counts.</summary>
    public TimeSpan RefreshBeforeExpiry { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>
    /// A random time, drawn once per token from zero to this, by which it is renewed even earlier, so that a fleet does not renew at
    /// once. Default: 5 minutes; at most a fifth of the token's lifetime counts.
    /// </summary>
    public TimeSpan RefreshJitter { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>How long before its end a token is no longer used. Default: 30 seconds; at most a tenth of the token's lifetime counts.</summary>
    public TimeSpan ClockSkew { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>
    /// With no usable token: how long callers get the remembered failure after a transient one (network, timeout, throttling). Doubles
    /// with every failure in a row, to 30 seconds. Default: 1 second.
    /// </summary>
    public TimeSpan TransientFailureCooldown { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>
    /// With no usable token: how long callers get the remembered failure after a refusal (a wrong secret, say). Doubles with every
    /// failure in a row, to 5 minutes. Default: 10 seconds.
    /// </summary>
    public TimeSpan PermanentFailureCooldown { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>
    /// After a token that an API refused was renewed: how long a refusal of the new token causes no further token request. Doubles as
    /// long as renewed tokens are refused, to 5 minutes. Default: 10 seconds.
    /// </summary>
    public TimeSpan RejectionCooldown { get; set; } = TimeSpan.FromSeconds(10);

    internal bool SameAs(TokenCacheOptions other) =>
        (RefreshBeforeExpiry, RefreshJitter, ClockSkew, TransientFailureCooldown, PermanentFailureCooldown, RejectionCooldown)
        == (other.RefreshBeforeExpiry, other.RefreshJitter, other.ClockSkew, other.TransientFailureCooldown, other.PermanentFailureCooldown, other.RejectionCooldown);

    // What nobody changes any more. Most have the defaults, which are kept once for all of them.
    internal TokenCacheOptions Snapshot() => SameAs(Defaults) ? Defaults : (TokenCacheOptions)MemberwiseClone();
}
