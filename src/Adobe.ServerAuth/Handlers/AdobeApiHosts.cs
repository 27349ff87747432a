using Adobe.ServerAuth.Configuration;

namespace Adobe.ServerAuth.Handlers;

// The hosts of docs/ims-protocol.md 7. Exact ones only: *.adobe.io and *.adobeaemcloud.com include hosts that run any customer's code.
internal static class AdobeApiHosts
{
    public static readonly IReadOnlyList<HostPattern> All = Parse(
        "analytics.adobe.io",
        "api.adobe.io",
        "asset-compute.adobe.io",
        "audio-video-api.adobe.io",
        "cja.adobe.io",
        "cloudmanager.adobe.io",
        "eventsingress.adobe.io",
        "eventsingress-stage.adobe.io",
        "firefly-api.adobe.io",
        "image.adobe.io",
        "mc.adobe.io",
        "pdf-services.adobe.io",
        "pdf-services-ew1.adobe.io",
        "pdf-services-ue1.adobe.io",
        "platform.adobe.io",
        "reactor.adobe.io",
        "stock.adobe.io",
        "usermanagement.adobe.io",
        "workfront.adobe.io");

    private static HostPattern[] Parse(params string[] hosts) =>
        [.. hosts.Select(host => HostPattern.TryParse(host, out var pattern) ? pattern : throw new FormatException(host))];
}
