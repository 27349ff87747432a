namespace Adobe.ServerAuth.IntegrationTests.HttpClients;

/// <summary>A request that reached an <see cref="ApiServer"/>. Its token is the number of it among those that came, from 1 on; 0 for none.</summary>
internal sealed record ApiCall(int Token, string Protocol, string Expect);
