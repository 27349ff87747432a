namespace Adobe.ServerAuth.IntegrationTests.HttpClients;

/// <summary>What the emulated API says of a request.</summary>
internal sealed record JobAnswer(string Path, string ClientId, int BodyLength);
