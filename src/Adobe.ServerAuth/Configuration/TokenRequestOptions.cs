namespace Adobe.ServerAuth;

/// <summary>Timeouts and retries of the token request.</summary>
/// <remarks>In configuration a duration is written <c>hh:mm:ss</c>, as in <c>00:00:10</c>.</remarks>
public sealed class TokenRequestOptions
{
    private static readonly TokenRequestOptions Defaults = new();

    /// <summary>
    /// The time that one attempt may take. Default: 10 seconds; more than zero, at most 5 minutes. It is not used when
    /// <see cref="MaxRetries"/> is 0: the one attempt has <see cref="TotalTimeout"/> then.
    /// </summary>
    public TimeSpan AttemptTimeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>The time that all attempts and the pauses between them may take. Default: 30 seconds; more than zero, at most 5 minutes.</summary>
    public TimeSpan TotalTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>
    /// How often a request is tried again after the first attempt. Default: 3; 0 to 10. Refusals are never tried again. Set it to 0 when a
    /// handler of your own, added with <c>ConfigureImsHttpClient</c>, does that.
    /// </summary>
    public int MaxRetries { get; set; } = 3;

    /// <summary>The pause before the first retry; it doubles with each, with jitter. Default: half a second; more than zero, at most 1 minute.</summary>
    public TimeSpan RetryDelay { get; set; } = TimeSpan.FromMilliseconds(500);

    /// <summary>The longest answer that is read, in bytes. Default: 1 MiB; 4 KiB to 16 MiB.</summary>
    public int MaxResponseBytes { get; set; } = 1024 * 1024;

    internal bool SameAs(TokenRequestOptions other) =>
        (AttemptTimeout, TotalTimeout, MaxRetries, RetryDelay, MaxResponseBytes)
        == (other.AttemptTimeout, other.TotalTimeout, other.MaxRetries, other.RetryDelay, other.MaxResponseBytes);

    // What nobody changes any more. Most have the defaults, which are kept once for all of them.
    internal TokenRequestOptions Snapshot() => SameAs(Defaults) ? Defaults : (TokenRequestOptions)MemberwiseClone();
}
