using Adobe.ServerAuth.Caching;
using Adobe.ServerAuth.Configuration;
using Adobe.ServerAuth.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Adobe.ServerAuth.DependencyInjection;

// The names that AddAdobeServerAuth was called with. It stands in the service collection itself, so that every call finds it.
internal sealed class RegisteredCredentials
{
    private readonly List<string> _names = [];
    private readonly List<string> _sections = [];
    private readonly List<CredentialSource> _sources = [];
    private readonly List<ServiceDescriptor> _providers = [];
    private readonly Dictionary<string, Func<IServiceProvider, ITokenSharing>> _sharing = new(StringComparer.Ordinal);

    private readonly IServiceCollection _services;

    private RegisteredCredentials(IServiceCollection services) => _services = services;

    public IReadOnlyList<string> Names => _names;

    // What the calls of AddAdobeServerAuth were given, in their order.
    public IReadOnlyList<CredentialSource> Sources => _sources;

    // Whether the application has registered a provider of its own.
    public bool HasForeignProvider => _services.Any(service => service.ServiceType == typeof(ITokenProvider) && !_providers.Contains(service));

    public static RegisteredCredentials In(IServiceCollection services)
    {
        if (services.FirstOrDefault(service => service.ServiceType == typeof(RegisteredCredentials))?.ImplementationInstance is RegisteredCredentials found)
        {
            return found;
        }

        var made = new RegisteredCredentials(services);
        services.AddSingleton(made);
        return made;
    }

    public bool Has(string name) => _names.Contains(name);

    public void Add(string name) => _names.Add(name);

    public void AddSource(CredentialSource source) => _sources.Add(source);

    // A provider of this library.
    public ServiceDescriptor Own(ServiceDescriptor provider)
    {
        _providers.Add(provider);
        return provider;
    }

    public void Share(string name, Func<IServiceProvider, ITokenSharing> sharing) => _sharing[name] = sharing;

    // Names that come at run time go the way of the default one.
    public Func<IServiceProvider, ITokenSharing>? SharingOf(string name) =>
        _sharing.TryGetValue(Has(name) ? name : Options.DefaultName, out var sharing) ? sharing : null;

    // Where a credential is read from: below the section of another one, perhaps, beside its keys.
    public void AddSection(string path) => _sections.Add(path);

    public IReadOnlyList<string> Sections => _sections;

    // The names of what stands below a section and belongs to other credentials.
    public IReadOnlyList<string> SectionsBelow(string path) =>
        [.. _sections.Where(section => section.StartsWith(path + ":", StringComparison.OrdinalIgnoreCase)).Select(section => section.Substring(path.Length + 1).Split(':')[0])];

    public static void ThrowIfNoSection(string name)
    {
        if (name.Contains(':') || AdobeServerAuthSection.IsKey(name))
        {
            throw new ArgumentException(
                $"The credential '{SafeText.Clean(name)}' can not have the section of its name below {AdobeServerAuthSection.DefaultPath}: that is a key of the default credential, or no section's name. Take another name, or pass a section of its own to AddAdobeServerAuth.",
                nameof(name));
        }
    }
}
