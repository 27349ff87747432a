namespace Adobe.ServerAuth.Tests.Handlers;

/// <summary>Credentials by name, as a test made them.</summary>
internal sealed class NamedProviders : ITokenProviderFactory
{
    private readonly Dictionary<string, ITokenProvider> _providers = new(StringComparer.Ordinal);

    public ITokenProvider this[string name]
    {
        set => _providers[name] = value;
    }

    public ITokenProvider GetProvider(string name) => _providers.TryGetValue(name, out var provider) ? provider : throw new CredentialException($"'{name}' is not known.");

    public bool Remove(string name) => _providers.Remove(name);
}
