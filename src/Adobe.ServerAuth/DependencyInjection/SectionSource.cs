using Adobe.ServerAuth.Configuration;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Adobe.ServerAuth.DependencyInjection;

// A section that a credential is read from; without one of its own, the default section of the container's configuration.
internal sealed record SectionSource(string Name, IConfiguration? Section)
{
    // GetSection makes a new object each time. Sections of one root have its reload token in common.
    public bool Equals(SectionSource? other) => other is not null && Name == other.Name && (ReferenceEquals(Section, other.Section)
        || (Section is IConfigurationSection mine && other.Section is IConfigurationSection its && mine.Path == its.Path
            && ReferenceEquals(mine.GetReloadToken(), its.GetReloadToken())));

    public override int GetHashCode() => StringComparer.Ordinal.GetHashCode(Name);

    // A section does not tell its root, so only a root can be asked for the order of its sources.
    public IConfigurationRoot? Root(IServiceProvider services) => (Section ?? services.GetService<IConfiguration>()) as IConfigurationRoot;

    // The whole configuration is taken for what holds the section, unless it plainly is the section.
    public IConfiguration? Resolve(IServiceProvider services) => Section switch
    {
        null => services.GetService<IConfiguration>()?.GetSection(AdobeServerAuthSection.DefaultPath),
        IConfigurationRoot root when root[nameof(AdobeServerAuthOptions.ClientId)] is null => root.GetSection(AdobeServerAuthSection.DefaultPath),
        _ => Section,
    };
}
