namespace Adobe.ServerAuth.Configuration;

// What a token depends on. As long as it stays the same, a token that was issued before a change of the options stays good.
internal sealed record CredentialIdentity(
    ServerAuthFlow Flow, string ClientId, string? OrganizationId, string? TechnicalAccountId, string Scopes, Uri TokenEndpoint);
