using System.Net;
using Adobe.ServerAuth.Testing;
using Samples;

namespace ExperiencePlatform;

/// <summary>Experience Platform's catalogue as far as this sample goes: two sandboxes with a dataset each.</summary>
internal sealed class EmulatedPlatform(ImsEmulator adobe) : EmulatedProduct(adobe)
{
    protected override HttpResponseMessage Answer(HttpRequestMessage request, string body, string? clientId)
    {
        if (request.RequestUri is not { Host: "platform.adobe.io", AbsolutePath: "/data/foundation/catalog/dataSets" })
        {
            return NotFound();
        }

        var sandboxes = request.Headers.TryGetValues("x-sandbox-name", out var values) ? values.ToArray() : [];
        return sandboxes switch
        {
            ["prod"] => Json(HttpStatusCode.OK, new Dictionary<string, object> { ["5ba9452f7de80400007fc52a"] = new { name = "Loyalty members" } }),
            ["dev"] => Json(HttpStatusCode.OK, new Dictionary<string, object> { ["5bb276b03a14440000971552"] = new { name = "Loyalty members (test)" } }),
            _ => Json(HttpStatusCode.BadRequest, new { error_code = "400003", message = "Missing header" }),
        };
    }
}
