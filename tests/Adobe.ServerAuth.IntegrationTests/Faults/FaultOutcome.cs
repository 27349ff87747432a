namespace Adobe.ServerAuth.IntegrationTests.Faults;

/// <summary>How a token request ended: with a token that lives so long, or with a reason of the catalogue.</summary>
internal sealed record FaultOutcome(int Attempts, TimeSpan? Lifetime, string? Reason, int? Status, bool IsTransient)
{
    public static FaultOutcome Token(int attempts, TimeSpan lifetime) => new(attempts, lifetime, null, null, false);

    /// <summary>It may pass.</summary>
    public static FaultOutcome Unavailable(string reason, int? status, int attempts) => new(attempts, null, reason, status, true);

    /// <summary>Somebody has to act.</summary>
    public static FaultOutcome Refused(string reason, int? status, int attempts = 1) => new(attempts, null, reason, status, false);
}
