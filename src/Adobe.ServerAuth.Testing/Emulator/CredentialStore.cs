using System.Collections.Concurrent;

namespace Adobe.ServerAuth.Testing.Emulator;

internal sealed class CredentialStore(TimeProvider clock)
{
    private readonly ConcurrentDictionary<string, EmulatedCredential> _byClientId = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<(string Organization, string Credential), EmulatedCredential> _byConsoleIds = new();

    public EmulatedCredential Add(EmulatedCredential credential)
    {
        var consoleIds = (credential.ConsoleOrganizationId, credential.ConsoleCredentialId);
        lock (_byConsoleIds)
        {
            if (_byClientId.ContainsKey(credential.ClientId))
            {
                throw new ArgumentException("A credential with this client id is known already.", nameof(credential));
            }

            if (_byConsoleIds.ContainsKey(consoleIds))
            {
                throw new ArgumentException("A credential with these ids of the console is known already.", nameof(credential));
            }

            credential.Join(clock);
            _byConsoleIds[consoleIds] = credential;
            _byClientId[credential.ClientId] = credential;
        }

        return credential;
    }

    public EmulatedCredential? Find(string? clientId) => clientId is null ? null : _byClientId.GetValueOrDefault(clientId);

    public EmulatedCredential? FindInConsole(string organizationId, string credentialId) =>
        _byConsoleIds.GetValueOrDefault((organizationId, credentialId));
}
