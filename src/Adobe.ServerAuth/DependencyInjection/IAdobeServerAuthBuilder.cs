using Microsoft.Extensions.DependencyInjection;

namespace Adobe.ServerAuth;

/// <summary>Configures one credential further, after <c>AddAdobeServerAuth</c>.</summary>
public interface IAdobeServerAuthBuilder
{
    /// <summary>The name of the credential; empty for the default one.</summary>
    string Name { get; }

    /// <summary>Where its services are registered.</summary>
    IServiceCollection Services { get; }
}
