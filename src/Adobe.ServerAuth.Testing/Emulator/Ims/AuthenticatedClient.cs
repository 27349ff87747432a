namespace Adobe.ServerAuth.Testing.Emulator;

/// <summary>A client that has shown one of its secrets. The secret counts as used only when that brings a token.</summary>
internal sealed class AuthenticatedClient(EmulatedCredential credential, StoredSecret secret)
{
    public const string ClientCredentials = "client_credentials";

    // Inferred: how the console names this grant is not known, nor whether it counts it (docs/ims-protocol.md §6).
    public const string JwtExchange = "exchange_jwt";

    public EmulatedCredential Credential { get; } = credential;

    public string Issue(EmulatorState state, IReadOnlyList<string> scopes, string grantType)
    {
        secret.Use(state.Clock, grantType);
        return state.Tokens.Issue(Credential, scopes);
    }
}
