using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Adobe.ServerAuth.Testing;

namespace Samples;

/// <summary>
/// An Adobe product in this process, in the place of the network. The emulator is its gateway: it knows the token, and refuses what Adobe's
/// gateway would. Storage, which has signed addresses, refuses every credential. An application does not need this.
/// </summary>
internal abstract class EmulatedProduct(ImsEmulator adobe) : HttpMessageHandler
{
    private static readonly string[] Credential = ["Authorization", "x-api-key", "x-gw-ims-org-id"];
    private readonly HttpClient _gateway = new() { BaseAddress = adobe.ApiEndpoint };

    /// <summary>Answers a request that was let through; of storage, with no client id.</summary>
    protected abstract HttpResponseMessage Answer(HttpRequestMessage request, string body, string? clientId);

    protected static HttpResponseMessage Json(HttpStatusCode status, object body) => new(status) { Content = JsonContent.Create(body) };

    protected static HttpResponseMessage NotFound() => Json(HttpStatusCode.NotFound, new { error_code = "404000", message = "Nothing is here" });

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var body = request.Content is null ? "" : await request.Content.ReadAsStringAsync(cancellationToken);
        var response = request.RequestUri!.Host.EndsWith(".amazonaws.com", StringComparison.Ordinal)
            ? AnswerAsStorage(request, body)
            : await AnswerBehindGatewayAsync(request, body, cancellationToken);
        response.RequestMessage = request;
        Console.WriteLine($"  {request.Method} {request.RequestUri.GetLeftPart(UriPartial.Path)}: {(int)response.StatusCode}, {Headers(request)}");
        return response;
    }

    protected override void Dispose(bool disposing)
    {
        _gateway.Dispose();
        base.Dispose(disposing);
    }

    private HttpResponseMessage AnswerAsStorage(HttpRequestMessage request, string body) => Credential.Any(request.Headers.Contains)
        ? new HttpResponseMessage(HttpStatusCode.BadRequest) { Content = new StringContent("<Error><Code>InvalidArgument</Code></Error>") }
        : Answer(request, body, null);

    private async Task<HttpResponseMessage> AnswerBehindGatewayAsync(HttpRequestMessage request, string body, CancellationToken cancellationToken)
    {
        using var question = new HttpRequestMessage(HttpMethod.Get, request.RequestUri!.PathAndQuery);
        foreach (var name in Credential)
        {
            if (request.Headers.TryGetValues(name, out var values))
            {
                question.Headers.TryAddWithoutValidation(name, values);
            }
        }

        var verdict = await _gateway.SendAsync(question, cancellationToken);
        if (!verdict.IsSuccessStatusCode)
        {
            return verdict;
        }

        using (verdict)
        {
            var greeting = await verdict.Content.ReadFromJsonAsync<JsonObject>(cancellationToken);
            return Answer(request, body, (string?)greeting!["clientId"]);
        }
    }

    // Of the credential the names alone, of what belongs to the product the values too.
    private static string Headers(HttpRequestMessage request)
    {
        var names = Credential.Where(request.Headers.Contains);
        var others = request.Headers.NonValidated
            .Where(header => header.Key.StartsWith("x-", StringComparison.OrdinalIgnoreCase) && !Credential.Contains(header.Key, StringComparer.OrdinalIgnoreCase))
            .Select(header => $"{header.Key}: {header.Value}");
        var all = string.Join(", ", names.Concat(others));
        return all.Length == 0 ? "no credential" : all;
    }
}
