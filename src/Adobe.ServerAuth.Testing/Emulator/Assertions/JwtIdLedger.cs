using System.Collections.Concurrent;

namespace Adobe.ServerAuth.Testing.Emulator;

/// <summary>The ids of exchanged assertions, for credentials whose binding demands a new one each time.</summary>
internal sealed class JwtIdLedger
{
    private readonly ConcurrentDictionary<(EmulatedCredential Credential, long JwtId), bool> _used = new();

    public ImsReply? Check(EmulatedCredential credential, long? jwtId) =>
        !credential.RequiresJwtId || (jwtId is { } id && _used.TryAdd((credential, id), true)) ? null : ImsReply.WrongJwtId();
}
