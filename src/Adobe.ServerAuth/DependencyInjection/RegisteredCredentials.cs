using Adobe.ServerAuth.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Adobe.ServerAuth.DependencyInjection;

// The names that AddAdobeServerAuth was called with. It stands in the service collection itself, so that every call finds it.
internal sealed class RegisteredCredentials
{
    private readonly List<string> _names = [];
    private readonly List<string> _subsections = [];

    public IReadOnlyList<string> Names => _names;

    // Those below the default section, beside the keys of the default credential.
    public IReadOnlyCollection<string> Subsections => _subsections;

    public static RegisteredCredentials In(IServiceCollection services)
    {
        if (services.FirstOrDefault(service => service.ServiceType == typeof(RegisteredCredentials))?.ImplementationInstance is RegisteredCredentials found)
        {
            return found;
        }

        var made = new RegisteredCredentials();
        services.AddSingleton(made);
        return made;
    }

    public bool Has(string name) => _names.Contains(name);

    public void Add(string name)
    {
        if (!Has(name))
        {
            _names.Add(name);
        }
    }

    public void AddSubsection(string name)
    {
        if (name == Options.DefaultName || _subsections.Contains(name))
        {
            return;
        }

        if (name.Contains(':') || AdobeServerAuthSection.IsKey(name))
        {
            throw new ArgumentException(
                $"The credential '{name}' can not have the section {AdobeServerAuthSection.PathOf(name)}: that is a key of the default credential, or no section's name. Take another name, or pass a section of its own to AddAdobeServerAuth.",
                nameof(name));
        }

        _subsections.Add(name);
    }
}
