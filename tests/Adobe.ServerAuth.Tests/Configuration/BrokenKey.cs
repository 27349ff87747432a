namespace Adobe.ServerAuth.Tests.Configuration;

/// <summary>A key that is wrong, and what the one line about it must say.</summary>
internal sealed record BrokenKey(string Key, string Rule, string Remedy, params (string Key, string? Value)[] Changes);
