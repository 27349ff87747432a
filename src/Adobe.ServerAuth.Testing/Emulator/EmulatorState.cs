namespace Adobe.ServerAuth.Testing.Emulator;

/// <summary>What the two sites of one emulator share.</summary>
internal sealed class EmulatorState(TokenIssuer tokens)
{
    public CredentialStore Credentials { get; } = new();

    public TokenIssuer Tokens { get; } = tokens;

    public RequestLog<EmulatedTokenRequest> TokenRequests { get; } = new();

    public RequestLog<EmulatedApiRequest> ApiRequests { get; } = new();
}
