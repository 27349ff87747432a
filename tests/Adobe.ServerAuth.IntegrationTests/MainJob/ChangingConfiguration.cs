using Microsoft.Extensions.Configuration;

namespace Adobe.ServerAuth.IntegrationTests.MainJob;

/// <summary>A source in memory that says when it has changed, as a file or a secret store does.</summary>
internal sealed class ChangingConfiguration : ConfigurationProvider, IConfigurationSource
{
    public ChangingConfiguration(IEnumerable<KeyValuePair<string, string?>> pairs)
    {
        foreach (var (key, value) in pairs)
        {
            Set(key, value);
        }
    }

    public void Change(string key, string? value)
    {
        Set(key, value);
        OnReload();
    }

    public IConfigurationProvider Build(IConfigurationBuilder builder) => this;
}
