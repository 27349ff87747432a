using Adobe.ServerAuth.Diagnostics;

namespace Adobe.ServerAuth.Configuration;

// Where the values of one ApiRequestOptions come from: a constructor call, AddAdobeServerAuthHandler of an HTTP client, or its configuration section.
internal sealed record ApiRequestOptionsOrigin(string? Client, string? SectionPath, IReadOnlyCollection<string> SectionKeys)
{
    public static readonly ApiRequestOptionsOrigin Constructor = new(null, null, []);

    private string ClientText => Client!.Length == 0 ? "the default HTTP client" : $"HTTP client '{SafeText.Clean(Client)}'";

    public string Describe(string key, string element) =>
        SectionKeys.Contains(key) ? $"{SectionPath}:{key}{element}"
        : Client is null ? $"{nameof(ApiRequestOptions)}.{key}{element}"
        : $"AddAdobeServerAuthHandler(options => …) of {ClientText}: {key}{element}";

    // The line that adds a host to a list.
    public string HowToAdd(string key, string host) =>
        SectionKeys.Contains(key) ? $"add '{host}' to {SectionPath}:{key}"
        : Client is null ? $"add it to the {nameof(ApiRequestOptions)} of the handler: options.{key}.Add(\"{host}\")"
        : $"add it to {ClientText}: AddAdobeServerAuthHandler(options => options.{key}.Add(\"{host}\"))";
}
