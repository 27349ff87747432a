namespace Adobe.ServerAuth.TokenEndpoint;

// What one flow asks IMS for, and whose the token will be.
internal sealed class TokenRequest
{
    public required ServerAuthFlow Flow { get; init; }

    public required Uri Endpoint { get; init; }

    // Made anew for every attempt: an assertion ends, and IMS may take it only once. A vault may take its time, or fail.
    public required Func<CancellationToken, ValueTask<TokenForm>> NewForm { get; init; }

    // The application's own code has a part in every form, and may be what takes so long.
    public required bool IsSignedByCode { get; init; }

    public required string ClientId { get; init; }

    public required string? OrganizationId { get; init; }

    public required string? CredentialName { get; init; }
}
