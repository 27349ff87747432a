using Adobe.ServerAuth.Diagnostics;

namespace Adobe.ServerAuth.Configuration;

// Where the values of one ApiRequestOptions come from: a constructor call, AddAdobeServerAuthHandler of an HTTP client, or its configuration section.
internal sealed record ApiRequestOptionsOrigin(string? Client, string? SectionPath, IReadOnlyCollection<string> SectionKeys)
{
    public static readonly ApiRequestOptionsOrigin Constructor = new(null, null, []);

    public string Describe(string key, string element) =>
        SectionKeys.Contains(key) ? $"{SectionPath}:{key}{element}"
        : Client is null ? $"{nameof(ApiRequestOptions)}.{key}{element}"
        : $"AddAdobeServerAuthHandler(options => …) of {HttpClientText.Of(Client)}: {key}{element}";

    // The line or the key that allows a host.
    public string HowToAllow(string host)
    {
        const string key = nameof(ApiRequestOptions.AllowedHosts);
        return SectionKeys.Contains(key) ? $"add '{host}' to {SectionPath}:{key}"
            : Client is null ? $"add it to the options of the handler: new AdobeServerAuthHandler(…, new {nameof(ApiRequestOptions)} {{ {key} = [\"{host}\"] }}), or options.{key}.Add(\"{host}\")"
            : $"add it to {HttpClientText.Of(Client)}: AddAdobeServerAuthHandler(options => options.{key}.Add(\"{host}\")){Setting(host)}";
    }

    private string Setting(string host) => SectionPath is null ? ""
        : $", or set {SectionPath}:{nameof(ApiRequestOptions.AdditionalAllowedHosts)} ({SectionPath.Replace(":", "__")}__{nameof(ApiRequestOptions.AdditionalAllowedHosts)}={host} in the environment)";
}
