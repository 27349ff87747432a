namespace Adobe.ServerAuth.Testing.Emulator;

/// <summary>What the two sites of one emulator share.</summary>
internal sealed class EmulatorState(TokenIssuer tokens, TimeProvider clock)
{
    public CredentialStore Credentials { get; } = new(clock);

    public TimeProvider Clock => clock;

    public TokenIssuer Tokens { get; } = tokens;

    public FaultSchedule Faults { get; } = new();

    public RequestLog<EmulatedTokenRequest> TokenRequests { get; } = new();

    public RequestLog<EmulatedApiRequest> ApiRequests { get; } = new();
}
