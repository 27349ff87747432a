using Microsoft.Extensions.Configuration;

namespace Adobe.ServerAuth.Configuration;

// The section of one HTTP client, "AdobeServerAuth:HttpClients:name". A key in it replaces what code says, and AdditionalAllowedHosts adds to it.
internal static class ApiRequestOptionsSection
{
    public const string HttpClients = "HttpClients";

    private static readonly SectionReader<ApiRequestOptions> Reader = new(
        new Dictionary<string, Action<SectionKey, ApiRequestOptions>>(StringComparer.OrdinalIgnoreCase)
        {
            [nameof(ApiRequestOptions.AllowedHosts)] = (key, o) => o.AllowedHosts = key.List(o.AllowedHosts, ConsoleHint.NotInConsole),
            [nameof(ApiRequestOptions.AdditionalAllowedHosts)] = (key, o) => o.AdditionalAllowedHosts = key.List(o.AdditionalAllowedHosts, ConsoleHint.NotInConsole),
            [nameof(ApiRequestOptions.PassThroughHosts)] = (key, o) => o.PassThroughHosts = key.List(o.PassThroughHosts, ConsoleHint.NotInConsole),
            [nameof(ApiRequestOptions.SendApiKey)] = (key, o) => o.SendApiKey = key.Flag(o.SendApiKey),
            [nameof(ApiRequestOptions.SendOrganizationId)] = (key, o) => o.SendOrganizationId = key.Flag(o.SendOrganizationId),
            [nameof(ApiRequestOptions.OrganizationIdHeader)] = (key, o) => o.OrganizationIdHeader = key.Text(o.OrganizationIdHeader, ConsoleHint.NotInConsole) ?? "",
        });

    public static void Read(IConfigurationSection section, string client, string path, IConfigurationRoot? root, ApiRequestOptions options)
    {
        var context = new SectionContext(path, root, [], options.SectionFailures);
        if (section.Value is { Length: > 0 })
        {
            context.Fail("", "must be a section with keys of its own, not a value.");
        }

        Reader.Read(section, "", context, options);
        options.Origin = new ApiRequestOptionsOrigin(client, path, [.. options.Origin.SectionKeys, .. section.GetChildren().Select(child => child.Key).Where(Reader.Knows).Select(Reader.KnownSpelling)]);
    }
}
