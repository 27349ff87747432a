namespace Adobe.ServerAuth.IntegrationTests.HttpClients;

/// <summary>The body of a request.</summary>
internal sealed record JobOrder(string Name);
