using Microsoft.AspNetCore.Http;

namespace Adobe.ServerAuth.Testing.Emulator;

/// <summary>One request to the IMS port, and the ways to answer it. Whoever answers records first, and sends then.</summary>
internal sealed class ImsExchange(HttpContext http, ImsRequest? request, IImsEndpoint? endpoint, ImsFault? fault, EmulatorState state)
{
    public HttpContext Http => http;

    /// <summary>Null if nobody read it, as nothing depended on it.</summary>
    public ImsRequest? Request => request;

    public TimeProvider Clock => state.Clock;

    /// <summary>Cancelled when the client goes away, and when the emulator is disposed.</summary>
    public CancellationToken Gone => http.RequestAborted;

    /// <summary>Whether the endpoint looks at the request at all.</summary>
    public static bool IsUnderstood(IImsEndpoint? endpoint, HttpRequest request) =>
        endpoint is not null && HttpMethods.IsPost(request.Method);

    /// <summary>Whether the request counts as one for a token, as those do that miss all endpoints.</summary>
    public static bool IsTokenRequest(IImsEndpoint? endpoint) => endpoint is null or { IssuesTokens: true };

    public void Record(RecordedAnswer answer)
    {
        if (!IsTokenRequest(endpoint))
        {
            return;
        }

        var path = http.Request.Path.ToUriComponent();
        var understood = IsUnderstood(endpoint, http.Request) ? request : null;
        state.TokenRequests.Add(new EmulatedTokenRequest(http.Request.Method, path, understood, answer, fault));
    }

    public Task AnswerAsync() => AnswerAsync(TimeSpan.Zero);

    /// <summary>Does what the request asks for and records it at once, but tells it later.</summary>
    public async Task AnswerAsync(TimeSpan delay)
    {
        var reply = FindReply();
        var debugId = Guid.NewGuid().ToString();
        Record(new RecordedAnswer
        {
            StatusCode = reply.StatusCode,
            ErrorCode = reply.ErrorCode,
            ErrorDescription = reply.ErrorDescription,
            DebugId = debugId,
        });
        if (delay > TimeSpan.Zero)
        {
            await Task.Delay(delay, Clock, Gone).ConfigureAwait(false);
        }

        await SendAsync(reply, debugId).ConfigureAwait(false);
    }

    private ImsReply FindReply() =>
        endpoint is null ? ImsReply.NotFound()
        : !IsUnderstood(endpoint, http.Request) ? ImsReply.MethodNotAllowed()
        : endpoint.Answer(request!);

    private async Task SendAsync(ImsReply reply, string debugId)
    {
        var response = http.Response;
        response.StatusCode = reply.StatusCode;
        response.Headers["x-debug-id"] = debugId;
        response.Headers.CacheControl = "no-store";
        if (reply.StatusCode == StatusCodes.Status405MethodNotAllowed)
        {
            response.Headers.Allow = "POST";
        }

        if (reply.Body is { } body)
        {
            await JsonAnswer.WriteAsync(response, body, JsonAnswer.ImsContentType).ConfigureAwait(false);
        }
    }
}
