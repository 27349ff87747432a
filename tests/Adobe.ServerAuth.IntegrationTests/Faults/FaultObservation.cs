namespace Adobe.ServerAuth.IntegrationTests.Faults;

/// <summary>What one case came to.</summary>
internal sealed record FaultObservation(FaultCase Case, FaultOutcome Outcome, TimeSpan Elapsed, TimeSpan TotalTimeout, Exception? Exception, bool IsWellAfterwards);
