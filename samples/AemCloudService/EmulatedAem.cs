using System.Net;
using Adobe.ServerAuth.Testing;
using Samples;

namespace AemCloudService;

/// <summary>
/// An author instance as far as this sample goes. The OpenAPI-based API wants the client id too, and finds it in the environment's api.yaml; the older
/// one knows the technical account of the service credentials, and no other.
/// </summary>
internal sealed class EmulatedAem(ImsEmulator adobe, EmulatedCredential account) : EmulatedProduct(adobe)
{
    private readonly string[] _allowedClientIds = [adobe.Credential.ClientId];

    protected override HttpResponseMessage Answer(HttpRequestMessage request, string body, string? clientId) => request.RequestUri! switch
    {
        { AbsolutePath: "/adobe/sites/cf/fragments" } => AnswerOpenApi(request),
        { AbsolutePath: "/graphql/execute.json/site/articles" } when clientId == account.ClientId =>
            Json(HttpStatusCode.OK, new { data = new { articleList = new { items = new[] { new { title = "Hello" } } } } }),
        { AbsolutePath: "/graphql/execute.json/site/articles" } => new HttpResponseMessage(HttpStatusCode.Unauthorized),
        _ => NotFound(),
    };

    private HttpResponseMessage AnswerOpenApi(HttpRequestMessage request)
    {
        var apiKey = request.Headers.TryGetValues("x-api-key", out var values) ? values.Single() : null;
        return _allowedClientIds.Contains(apiKey)
            ? Json(HttpStatusCode.OK, new { items = new[] { new { id = "1", path = "/content/dam/site/hello", title = "Hello" } } })
            : Json(HttpStatusCode.Forbidden, new { title = "Forbidden", status = 403, detail = "IMS Client ID not allowlisted." });
    }
}
