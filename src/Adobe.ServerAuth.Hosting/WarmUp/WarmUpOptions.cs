namespace Adobe.ServerAuth;

/// <summary>How the first token of a credential is got when the application starts.</summary>
public sealed class WarmUpOptions
{
    /// <summary>
    /// Whether the application needs the token to start. If true, the start fails with the exception that tells why there is none; if false, a
    /// warning is logged and the application starts all the same. Default: false.
    /// </summary>
    public bool IsRequired { get; set; }

    /// <summary>
    /// How long the start waits for the token. The fetch goes on after it. Default: 40 seconds, a little more than
    /// <see cref="TokenRequestOptions.TotalTimeout"/> by default, so that the failure of a token request that took its time is told, and not
    /// only that it took too long. Must be positive, and at most 5 minutes; the host refuses to start otherwise.
    /// </summary>
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(40);
}
