using Microsoft.AspNetCore.Http;

namespace Adobe.ServerAuth.Testing.Emulator;

/// <summary>The IMS port: finds the endpoint, sends its answer and keeps a record of both.</summary>
internal sealed class ImsSite(EmulatorState state)
{
    private readonly Dictionary<string, IImsEndpoint> _byPath = Endpoints(state)
        .SelectMany(endpoint => endpoint.Paths, (endpoint, path) => KeyValuePair.Create(path, endpoint))
        .ToDictionary(StringComparer.Ordinal);

    public async Task AnswerAsync(HttpContext context)
    {
        var (request, reply) = await FindAnswerAsync(context.Request).ConfigureAwait(false);
        var debugId = Guid.NewGuid().ToString();
        var path = context.Request.Path.ToUriComponent();
        state.TokenRequests.Add(new EmulatedTokenRequest(context.Request.Method, path, request, reply, debugId));

        var response = context.Response;
        response.StatusCode = reply.StatusCode;
        response.Headers["x-debug-id"] = debugId;
        response.Headers.CacheControl = "no-store";
        if (reply.StatusCode == StatusCodes.Status405MethodNotAllowed)
        {
            response.Headers.Allow = "POST";
        }

        if (reply.Body is { } body)
        {
            await JsonAnswer.WriteAsync(response, body, "application/json;charset=UTF-8").ConfigureAwait(false);
        }
    }

    private async Task<(ImsRequest? Request, ImsReply Reply)> FindAnswerAsync(HttpRequest http)
    {
        if (!_byPath.TryGetValue(http.Path.Value!, out var endpoint))
        {
            return (null, ImsReply.NotFound());
        }

        if (!HttpMethods.IsPost(http.Method))
        {
            return (null, ImsReply.MethodNotAllowed());
        }

        var request = await ImsRequestReader.ReadAsync(http).ConfigureAwait(false);
        return (request, endpoint.Answer(request));
    }

    // The trailing slash is known to work for v2 only, "resource" for v2 and v4 only.
    private static IImsEndpoint[] Endpoints(EmulatorState state) =>
    [
        new ClientCredentialsEndpoint(state, ["/ims/token/v3"], []),
        new ClientCredentialsEndpoint(state, ["/ims/token/v2", "/ims/token/v2/", "/ims/token/v4"], ["resource"]),
        new PdfServicesTokenEndpoint(state),
        new JwtExchangeEndpoint(state),
    ];
}
