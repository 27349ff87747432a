using System.Collections.Concurrent;
using Adobe.ServerAuth.Diagnostics;

namespace Adobe.ServerAuth.DependencyInjection;

// When providers could not be made, by their names: those names alone that a container knows, since others may be without number.
internal sealed class FailedMakings(TimeProvider clock)
{
    private readonly ConcurrentDictionary<string, long> _moments = new(StringComparer.Ordinal);

    public void Add(string name) => _moments[name] = clock.GetTimestamp();

    public void Forget(string name) => _moments.TryRemove(name, out _);

    // That of a credential which was not used yet, where none failed. The next caller has its provider made again.
    public CredentialStatus StatusOf(string name) => _moments.TryGetValue(name, out var failedAt)
        ? new CredentialStatus { State = CredentialState.NoToken, FailureReason = TelemetryValues.Credential, FailureAge = clock.GetElapsedTime(failedAt) }
        : new CredentialStatus();
}
