namespace Adobe.ServerAuth.Tests.Fakes;

/// <summary>One value that an instrument was given, with its tags.</summary>
internal sealed record Measurement(string Instrument, double Value, IReadOnlyDictionary<string, string?> Tags);
