using Adobe.ServerAuth.Tests.Fakes;
using Microsoft.Extensions.Configuration;

namespace Adobe.ServerAuth.Tests.DependencyInjection;

/// <summary>A configuration in memory that says when it has changed, as a file does.</summary>
internal sealed class ReloadableSource : ConfigurationProvider, IConfigurationSource
{
    public ReloadableSource()
    {
        this["ClientId"] = Make.ClientId;
        this["ClientSecret"] = Make.Secret;
        this["Scopes"] = "openid,AdobeID";
        Configuration = new ConfigurationBuilder().Add(this).Build();
    }

    public IConfigurationRoot Configuration { get; }

    public string? this[string key]
    {
        set => Set("AdobeServerAuth:" + key, value);
    }

    public void Remove(string key) => Data.Remove("AdobeServerAuth:" + key);

    public void Reload() => OnReload();

    public IConfigurationProvider Build(IConfigurationBuilder builder) => this;
}
