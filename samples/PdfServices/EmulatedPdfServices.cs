using System.Net;
using System.Text.Json.Nodes;
using Adobe.ServerAuth.Testing;
using Samples;

namespace PdfServices;

/// <summary>PDF Services and its storage as far as this sample goes. It compresses well: half of each file is left, when its status was asked for often enough.</summary>
internal sealed class EmulatedPdfServices(ImsEmulator adobe, int polls) : EmulatedProduct(adobe)
{
    private const string Storage = "dcplatformstorageservice-prod-us-east-1.s3-accelerate.amazonaws.com";
    private const string AssetId = "urn:aaid:AS:UE1:emulated";
    private string _file = "";
    private int _polls;

    protected override HttpResponseMessage Answer(HttpRequestMessage request, string body, string? clientId) => (request.Method.Method, request.RequestUri!.Host, request.RequestUri.AbsolutePath) switch
    {
        ("POST", "pdf-services.adobe.io", "/assets") => Json(HttpStatusCode.OK, new { uploadUri = $"https://{Storage}/in?X-Amz-Signature=emulated", assetID = AssetId }),
        ("PUT", Storage, "/in") => Keep(request, body),
        ("POST", "pdf-services.adobe.io", "/operation/compresspdf") => Start(body),
        ("GET", "pdf-services-ue1.adobe.io", "/operation/compresspdf/1/status") => Json(HttpStatusCode.OK, _polls++ < polls ? new { status = "in progress" } : Done()),
        ("GET", Storage, "/out") => new HttpResponseMessage(HttpStatusCode.OK) { Content = new StringContent(_file[..(_file.Length / 2)]) },
        _ => NotFound(),
    };

    private HttpResponseMessage Keep(HttpRequestMessage request, string body)
    {
        // The address is signed for one media type, and for a body whose length is known.
        if (request.Content?.Headers is not { ContentType.MediaType: "application/pdf", ContentLength: not null })
        {
            return new HttpResponseMessage(HttpStatusCode.Forbidden);
        }

        _file = body;
        return new HttpResponseMessage(HttpStatusCode.OK);
    }

    private HttpResponseMessage Start(string body)
    {
        if (_file.Length == 0 || (string?)JsonNode.Parse(body)?["assetID"] != AssetId)
        {
            return Json(HttpStatusCode.NotFound, new { error = new { code = "ASSET_NOT_FOUND", message = "There is no such asset" } });
        }

        var response = new HttpResponseMessage(HttpStatusCode.Created);
        response.Headers.Location = new Uri("https://pdf-services-ue1.adobe.io/operation/compresspdf/1/status");
        return response;
    }

    private static object Done() => new { status = "done", asset = new { assetID = AssetId, downloadUri = $"https://{Storage}/out?X-Amz-Signature=emulated" } };
}
