namespace Adobe.ServerAuth.Configuration;

// The hosts of docs/ims-protocol.md 7. Exact hosts only: *.adobe.io and *.adobeaemcloud.com include hosts that run customers' code.
internal static class AdobeApiHosts
{
    public static readonly IReadOnlyList<string> All =
    [
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
        "workfront.adobe.io",
    ];
}
