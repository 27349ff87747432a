using System.Collections.Concurrent;

namespace Adobe.ServerAuth.Testing.Emulator;

internal sealed class CredentialStore(TimeProvider clock)
{
    private readonly ConcurrentDictionary<string, EmulatedCredential> _byClientId = new(StringComparer.Ordinal);

    public EmulatedCredential Add(EmulatedCredential credential)
    {
        if (!_byClientId.TryAdd(credential.ClientId, credential))
        {
            throw new ArgumentException("A credential with this client id is known already.", nameof(credential));
        }

        credential.Clock = clock;
        return credential;
    }

    public EmulatedCredential? Find(string? clientId) => clientId is null ? null : _byClientId.GetValueOrDefault(clientId);
}
