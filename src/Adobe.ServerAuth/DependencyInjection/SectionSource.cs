using Adobe.ServerAuth.Configuration;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Adobe.ServerAuth.DependencyInjection;

// A section that a credential is read from; without one of its own, the section of its name in the container's configuration.
internal sealed record SectionSource(string Name, IConfiguration? Section)
{
    // GetSection makes a new object each time.
    public bool Equals(SectionSource? other) => other is not null && Name == other.Name && (ReferenceEquals(Section, other.Section)
        || (Section is IConfigurationSection mine && other.Section is IConfigurationSection its && mine.Path == its.Path && HaveOneRoot(mine, its)));

    public override int GetHashCode() => StringComparer.Ordinal.GetHashCode(Name);

    // A configuration that is the section itself has no path: what is told of its keys names the credential all the same.
    public string Path => Section is IConfigurationSection section ? section.Path : AdobeServerAuthSection.PathOf(Name);

    // Only a root can be asked for the order of its sources, and a section does not tell its root; mostly it is the container's.
    public IConfigurationRoot? Root(IServiceProvider services) =>
        Section as IConfigurationRoot
        ?? (services.GetService<IConfiguration>() is IConfigurationRoot root && (Section is null || HaveOneRoot(Section, root)) ? root : null);

    // The whole configuration is taken for what holds the section, unless it plainly is the section.
    public IConfiguration? Resolve(IServiceProvider services) => Section switch
    {
        null => services.GetService<IConfiguration>()?.GetSection(Path),
        IConfigurationRoot root when IsWhole(root) => root.GetSection(Path),
        _ => Section,
    };

    private bool IsWhole(IConfigurationRoot root) =>
        root.GetSection(Path).Exists() || root[nameof(AdobeServerAuthOptions.ClientId)] is null;

    // All sections of a root have its reload token in common.
    private static bool HaveOneRoot(IConfiguration one, IConfiguration other) => ReferenceEquals(one.GetReloadToken(), other.GetReloadToken());
}
