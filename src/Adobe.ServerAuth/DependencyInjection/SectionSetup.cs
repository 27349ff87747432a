using Adobe.ServerAuth.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Adobe.ServerAuth.DependencyInjection;

internal sealed class SectionSetup(SectionSource source, IServiceProvider services) : IConfigureNamedOptions<AdobeServerAuthOptions>
{
    public void Configure(AdobeServerAuthOptions options) => Configure(Options.DefaultName, options);

    public void Configure(string? name, AdobeServerAuthOptions options)
    {
        if (name != source.Name)
        {
            return;
        }

        if (source.Resolve(services) is { } section)
        {
            var registered = services.GetRequiredService<RegisteredCredentials>();
            var root = source.Root(services);
            var others = registered.SectionsBelow(source.Path);
            if (name == Options.DefaultName)
            {
                others = [.. others, ApiRequestOptionsSection.HttpClients];
            }

            AdobeServerAuthSection.Read(section, options, source.Path, root, others);
            options.MissingSection = () => MissingSection.Describe(section, source.Path, root, registered.Sections);
            options.MissingKey = key => MissingSection.DescribeKey(key, source.Path, root, registered.Sections);
            return;
        }

        options.SectionPath = source.Path;
        options.SectionFailures.Add(new OptionFailure(
            source.Path, "", "can not be read, since no IConfiguration is registered: pass a section or a delegate to AddAdobeServerAuth."));
    }
}
