using Microsoft.Extensions.Options;

namespace Adobe.ServerAuth.DependencyInjection;

// Keeps nothing: the framework would keep a failed check for ever, also after the configuration was mended.
internal sealed class CredentialStartCache : IOptionsMonitorCache<CredentialStart>
{
    public CredentialStart GetOrAdd(string? name, Func<CredentialStart> createOptions) => createOptions();

    public bool TryAdd(string? name, CredentialStart options) => false;

    public bool TryRemove(string? name) => false;

    public void Clear()
    {
    }
}
