using System.Buffers;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Adobe.ServerAuth.Testing.Emulator;

/// <summary>The protected API: every method and path is there, and tells what it got.</summary>
internal sealed class ApiSite(Gateway gateway, RequestLog<EmulatedApiRequest> log)
{
    public async Task AnswerAsync(HttpContext context)
    {
        var bodyLength = await DrainAsync(context.Request.Body, context.RequestAborted).ConfigureAwait(false);
        var verdict = gateway.Judge(context.Request.Headers);
        var path = PathAndQuery(context.Request);
        var requestId = RandomValues.Text(32);
        log.Add(new EmulatedApiRequest(context.Request, path, bodyLength, verdict, requestId));

        context.Response.StatusCode = verdict.StatusCode;
        context.Response.Headers["X-Request-Id"] = requestId;
        var body = verdict is { ErrorCode: null, Token: { } token }
            ? Greeting(context.Request.Method, path, token.Credential, bodyLength)
            : new JsonObject { ["error_code"] = verdict.ErrorCode, ["message"] = verdict.Message };
        await JsonAnswer.WriteAsync(context.Response, body, "application/json").ConfigureAwait(false);
    }

    private static JsonObject Greeting(string method, string path, EmulatedCredential credential, long bodyLength) => new()
    {
        ["message"] = "Hello from the emulated Adobe API",
        ["method"] = method,
        ["path"] = path,
        ["clientId"] = credential.ClientId,
        ["organizationId"] = credential.OrganizationId,
        ["bodyLength"] = bodyLength,
    };

    private static async Task<long> DrainAsync(Stream body, CancellationToken cancellationToken)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(64 * 1024);
        try
        {
            var total = 0L;
            int read;
            while ((read = await body.ReadAsync(buffer, cancellationToken).ConfigureAwait(false)) > 0)
            {
                total += read;
            }

            return total;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private static string PathAndQuery(HttpRequest request)
    {
        var asSent = request.HttpContext.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget;
        return asSent.StartsWith('/') ? asSent : request.Path.ToUriComponent() + request.QueryString.Value;
    }
}
