using System.Net;
using System.Text.Json.Nodes;
using Adobe.ServerAuth.Testing;
using Samples;

namespace FireflyServices;

/// <summary>Firefly as far as this sample goes: one job, which is done when its status is asked for a second time.</summary>
internal sealed class EmulatedFirefly(ImsEmulator adobe, string statusHost) : EmulatedProduct(adobe)
{
    private const string JobId = "urn:ff:jobs:emulated:1";
    private int _polls;

    protected override HttpResponseMessage Answer(HttpRequestMessage request, string body, string? clientId) => (request.Method.Method, request.RequestUri!.Host, request.RequestUri.AbsolutePath) switch
    {
        ("POST", "firefly-api.adobe.io", "/v3/images/generate-async") => Start(body),
        ("GET", _, "/v3/status/" + JobId) when request.RequestUri.Host == statusHost => Json(HttpStatusCode.OK, _polls++ == 0 ? Running() : Succeeded()),
        ("GET", "pre-signed-firefly-prod.s3-accelerate.amazonaws.com", "/images/1") => new HttpResponseMessage(HttpStatusCode.OK) { Content = new ByteArrayContent(new byte[2_048]) },
        _ => NotFound(),
    };

    private HttpResponseMessage Start(string body) => JsonNode.Parse(body)?["prompt"] is null
        ? Json(HttpStatusCode.BadRequest, new { error_code = "validation_error", message = "prompt is missing" })
        : Json(HttpStatusCode.Accepted, new { jobId = JobId, statusUrl = $"https://{statusHost}/v3/status/{JobId}", cancelUrl = $"https://{statusHost}/v3/cancel/{JobId}" });

    private static object Running() => new { status = "running", jobId = JobId };

    private static object Succeeded() => new
    {
        status = "succeeded",
        jobId = JobId,
        result = new
        {
            size = new { width = 2048, height = 2048 },
            outputs = new[] { new { seed = 1, image = new { url = "https://pre-signed-firefly-prod.s3-accelerate.amazonaws.com/images/1?X-Amz-Signature=emulated" } } },
        },
    };
}
