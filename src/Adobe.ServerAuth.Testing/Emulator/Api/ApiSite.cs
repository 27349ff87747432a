using System.Buffers;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Adobe.ServerAuth.Testing.Emulator;

/// <summary>The protected API: every method and path is there, and tells what it got; but the console has paths of its own.</summary>
internal sealed class ApiSite(Gateway gateway, EmulatorState state)
{
    private readonly SecretsApi _console = new(state);

    public async Task AnswerAsync(HttpContext context)
    {
        var bodyLength = await DrainAsync(context.Request.Body, context.RequestAborted).ConfigureAwait(false);
        var path = PathAndQuery(context.Request);
        var reply = SecretsRoute.IsOfConsole(context.Request.Path)
            ? _console.Answer(context.Request)
            : Greet(context.Request, path, bodyLength);
        var requestId = RandomValues.Text(32);
        state.ApiRequests.Add(new EmulatedApiRequest(context.Request, path, bodyLength, reply, requestId));

        context.Response.StatusCode = reply.StatusCode;
        context.Response.Headers["X-Request-Id"] = requestId;
        context.Response.Headers.Allow = reply.Allow;
        if (reply.Body is { } body)
        {
            await JsonAnswer.WriteAsync(context.Response, body, "application/json").ConfigureAwait(false);
        }
    }

    private ApiReply Greet(HttpRequest request, string path, long bodyLength)
    {
        var verdict = gateway.Judge(request.Headers);
        return verdict is { ErrorCode: null, Token: { } token }
            ? new ApiReply(token, verdict.StatusCode, Greeting(request.Method, path, token.Credential, bodyLength))
            : ApiReply.Refused(verdict);
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
