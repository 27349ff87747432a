using Adobe.ServerAuth.Diagnostics;
using Microsoft.Extensions.Logging;
using Polly;
using Polly.Timeout;

namespace Adobe.ServerAuth.TokenEndpoint;

// Makes token requests. The invoker stays its owner's.
internal sealed class TokenEndpointClient(HttpMessageInvoker ims, TokenRequestOptions options, TimeProvider clock, ILogger logger)
{
    private readonly ResiliencePipeline<TokenReply> _pipeline = TokenRequestPipeline.Build(options, clock);

    public async ValueTask<AccessToken> RequestTokenAsync(TokenRequest request, CancellationToken cancellationToken)
    {
        var exchange = new TokenExchange(request, clock, logger);
        var context = ResilienceContextPool.Shared.Get(cancellationToken);
        context.Properties.Set(TokenExchange.Key, exchange);
        TokenReply reply;
        try
        {
            reply = await _pipeline.ExecuteAsync(
                static (context, state) => new ValueTask<TokenReply>(state.Client.AttemptAsync(state.Exchange, context.CancellationToken)),
                context,
                (Client: this, Exchange: exchange)).ConfigureAwait(false);
        }
        catch (TimeoutRejectedException e)
        {
            var isTotal = exchange.Elapsed >= options.TotalTimeout;
            var option = isTotal ? nameof(options.TotalTimeout) : nameof(options.AttemptTimeout);
            throw TokenReplies.TimedOut(request, e.Timeout, option, exchange.LastFailure).ToException(null, null);
        }
        finally
        {
            ResilienceContextPool.Shared.Return(context);
        }

        if (reply.Token is not { } token)
        {
            throw reply.Failure!.ToException(null, null);
        }

        logger.TokenReceived(request.ClientId, request.Endpoint.Host, reply.Lifetime);
        return token;
    }

    private async Task<TokenReply> AttemptAsync(TokenExchange exchange, CancellationToken cancellationToken)
    {
        var attempt = SendAsync(exchange.Request, cancellationToken);
        try
        {
            // A handler that ignores its cancellation must not make the timeout wait.
            var reply = await attempt.WaitAsync(Timeout.InfiniteTimeSpan, clock, cancellationToken).ConfigureAwait(false);
            exchange.LastFailure = reply.Failure;
            return reply;
        }
        catch (OperationCanceledException) when (!attempt.IsCompleted)
        {
            _ = attempt.ContinueWith(static late => late.Exception, CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted, TaskScheduler.Default);
            throw;
        }
    }

    private async Task<TokenReply> SendAsync(TokenRequest request, CancellationToken cancellationToken)
    {
        try
        {
            var requestedAt = clock.GetUtcNow();
            using var message = new HttpRequestMessage(HttpMethod.Post, request.Endpoint) { Content = new FormUrlEncodedContent(request.Form) };
            message.Headers.Accept.ParseAdd("application/json");
            using var response = await SendAsync(message, cancellationToken).ConfigureAwait(false);
            var answer = await TokenAnswer.ReadAsync(response, options.MaxResponseBytes, clock.GetUtcNow(), cancellationToken).ConfigureAwait(false);
            return TokenAnswerReader.Read(answer, request, requestedAt);
        }
        catch (Exception e) when (e is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
        {
            // The application may have put handlers of its own on this client, which throw what they like.
            return TokenReplies.Unreachable(request, e);
        }
    }

    // An HttpClient would read the whole body before anyone can see that it is too long.
    private Task<HttpResponseMessage> SendAsync(HttpRequestMessage message, CancellationToken cancellationToken) => ims is HttpClient client
        ? client.SendAsync(message, HttpCompletionOption.ResponseHeadersRead, cancellationToken)
        : ims.SendAsync(message, cancellationToken);
}
