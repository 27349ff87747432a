using System.Diagnostics;
using Adobe.ServerAuth.Diagnostics;

namespace Adobe.ServerAuth.TokenEndpoint;

// What one flow asks IMS for, and whose the token will be.
internal sealed class TokenRequest
{
    public required Uri Endpoint { get; init; }

    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    public required IReadOnlyList<KeyValuePair<string, string>> Form { get; init; }

    public required string ClientId { get; init; }

    public required string? OrganizationId { get; init; }

    public required string? CredentialName { get; init; }

    // Knows the secrets in the form: whatever comes back goes through it.
    public required SecretFilter Secrets { get; init; }
}
