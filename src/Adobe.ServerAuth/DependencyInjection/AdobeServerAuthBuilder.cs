using Microsoft.Extensions.DependencyInjection;

namespace Adobe.ServerAuth.DependencyInjection;

internal sealed class AdobeServerAuthBuilder(string name, IServiceCollection services) : IAdobeServerAuthBuilder
{
    public string Name { get; } = name;

    public IServiceCollection Services { get; } = services;
}
