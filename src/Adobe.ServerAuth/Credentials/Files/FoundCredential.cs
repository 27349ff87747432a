using System.Diagnostics;

namespace Adobe.ServerAuth.Credentials;

// One credential of a file from Adobe's consoles (docs/ims-protocol.md 8). What the file does not tell is null or empty.
internal sealed record FoundCredential
{
    public required ServerAuthFlow Flow { get; init; }

    public string? Name { get; init; }

    public string? Id { get; init; }

    public string? ClientId { get; init; }

    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    public IReadOnlyList<string> ClientSecrets { get; init; } = [];

    // Metascopes in the JWT flow.
    public IReadOnlyList<string> Scopes { get; init; } = [];

    public string? OrganizationId { get; init; }

    public string? TechnicalAccountId { get; init; }

    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    public string? PrivateKey { get; init; }

    public string? PrivateKeyFile { get; init; }

    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    public string? PrivateKeyPassphrase { get; init; }

    public DateTimeOffset? CertificateEnd { get; init; }

    public Uri? ImsEndpoint { get; init; }

    // Of no use then, unless it is set beside the file.
    public bool NamesForeignIms { get; init; }

    public Uri? TokenEndpoint { get; init; }

    // Without what is secret.
    public override string ToString() =>
        $"{((ShownText.Name(Name) ?? ShownText.Name(Id)) is { } shown ? $"'{shown}', " : "")}{(Flow == ServerAuthFlow.Jwt ? "Service Account (JWT)" : "OAuth Server-to-Server")}, client id {ShownText.ClientId(ClientId)}";
}
