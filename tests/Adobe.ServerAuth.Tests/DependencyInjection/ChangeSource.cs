using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Primitives;

namespace Adobe.ServerAuth.Tests.DependencyInjection;

/// <summary>Says that the options of a name have changed, or of all names, when a test wants it to.</summary>
internal sealed class ChangeSource(string? name) : IOptionsChangeTokenSource<AdobeServerAuthOptions>
{
    private ConfigurationReloadToken _token = new();

    public string? Name { get; } = name;

    public IChangeToken GetChangeToken() => _token;

    public void Fire() => Interlocked.Exchange(ref _token, new ConfigurationReloadToken()).OnReload();
}
