namespace Adobe.ServerAuth.IntegrationTests.Faults;

/// <summary>What one case came to.</summary>
internal sealed record FaultObservation(FaultCase Case, FaultOutcome Outcome, TimeSpan Elapsed, Exception? Exception, bool IsWellAfterwards);
