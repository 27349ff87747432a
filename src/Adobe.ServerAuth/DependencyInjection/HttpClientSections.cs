using Adobe.ServerAuth.Configuration;
using Adobe.ServerAuth.Diagnostics;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace Adobe.ServerAuth.DependencyInjection;

// Applies "HttpClients:name" below the section of the default credential to the options of an HTTP client, after all code.
internal sealed class HttpClientSections(IServiceProvider services, IEnumerable<ClientWithHandler> clients, IEnumerable<SectionSource> sources) : IPostConfigureOptions<ApiRequestOptions>
{
    public void PostConfigure(string? name, ApiRequestOptions options)
    {
        var client = name ?? Options.DefaultName;
        options.Origin = new ApiRequestOptionsOrigin(client, null, []);
        foreach (var source in Sources())
        {
            if (source.Resolve(services)?.GetSection(ApiRequestOptionsSection.HttpClients) is { } section)
            {
                var path = $"{source.Path}:{ApiRequestOptionsSection.HttpClients}";
                FailForUnknownClients(section, path, client, options);
                if (client.Length == 0)
                {
                    continue;
                }

                options.Origin = options.Origin with { SectionPath = $"{path}:{client}" };
                if (section.GetSection(client) is var own && own.Exists())
                {
                    ApiRequestOptionsSection.Read(own, client, $"{path}:{client}", source.Root(services), options);
                }
            }
        }
    }

    // Where the default credential is set in code, or there is none, the container's configuration has the section.
    private SectionSource[] Sources() =>
        sources.Where(source => source.Name.Length == 0).ToArray() is { Length: > 0 } registered ? registered : [new SectionSource(Options.DefaultName, null)];

    // Every client would find them; the first one reports them. With a handler in the defaults of all clients, every name can be that of a client.
    private void FailForUnknownClients(IConfigurationSection section, string path, string client, ApiRequestOptions options)
    {
        var known = clients.Select(one => one.Name).OrderBy(one => one, StringComparer.Ordinal).ToArray();
        if (known.Length == 0 || known.Contains(null) || client != known[0])
        {
            return;
        }

        foreach (var unknown in section.GetChildren().Select(child => child.Key).Where(key => !known.Contains(key, StringComparer.OrdinalIgnoreCase) && !UnreadKeys.IsComment(key, known!)))
        {
            options.SectionFailures.Add(new OptionFailure(path, SafeText.Clean(unknown)!, NearMiss.Of(unknown, known!) is { } guess
                ? $"is not an HTTP client with AddAdobeServerAuthHandler: did you mean {guess}?"
                : $"is not an HTTP client with AddAdobeServerAuthHandler. Known here: {string.Join(", ", known)}. The name of a typed client is that of its type."));
        }
    }
}
