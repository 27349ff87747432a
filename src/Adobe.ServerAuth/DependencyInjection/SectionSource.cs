using Adobe.ServerAuth.Configuration;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Adobe.ServerAuth.DependencyInjection;

// A section that a credential is read from; without one of its own, the default section of the container's configuration.
internal sealed record SectionSource(string Name, IConfiguration? Section)
{
    public IConfiguration? Resolve(IServiceProvider services) =>
        Section ?? services.GetService<IConfiguration>()?.GetSection(AdobeServerAuthSection.DefaultPath);
}
