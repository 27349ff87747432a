namespace Adobe.ServerAuth.Tests.Caching.Model;

/// <summary>The options were replaced.</summary>
internal sealed record Change(bool IsOfIdentity);
