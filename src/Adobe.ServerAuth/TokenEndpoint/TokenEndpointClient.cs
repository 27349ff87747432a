using Adobe.ServerAuth.Diagnostics;
using Microsoft.Extensions.Logging;
using Polly;
using Polly.Timeout;

namespace Adobe.ServerAuth.TokenEndpoint;

// Makes token requests. The invoker stays its owner's.
internal sealed class TokenEndpointClient(HttpMessageInvoker ims, TokenRequestOptions options, TokenRequestEnvironment environment, ILogger logger)
{
    private readonly ResiliencePipeline<AttemptOutcome> _pipeline = environment.PipelineFor(options);

    public TimeProvider Clock => environment.Clock;

    public ILogger Logger => logger;

    public async ValueTask<AccessToken> RequestTokenAsync(TokenRequest request, CancellationToken cancellationToken)
    {
        var attempts = new TokenRequestAttempts(request, environment.Clock, logger);
        var report = new TokenRequestReport(attempts, environment.Metrics);
        AttemptOutcome outcome;
        try
        {
            outcome = await RequestAsync(attempts, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e)
        {
            // Only to count it: a cancellation, or a key that can not sign.
            report.Ended(e);
            throw;
        }

        report.Ended(outcome);
        if (outcome.Token is not { } token)
        {
            throw outcome.Failure!.ToException(null, null);
        }

        logger.TokenReceived(request.ClientId, request.Endpoint.Host, outcome.Lifetime);
        return token;
    }

    private async Task<AttemptOutcome> RequestAsync(TokenRequestAttempts attempts, CancellationToken cancellationToken)
    {
        var context = ResilienceContextPool.Shared.Get(cancellationToken);
        context.Properties.Set(TokenRequestAttempts.Key, attempts);
        try
        {
            return await _pipeline.ExecuteAsync(
                static (context, state) => new ValueTask<AttemptOutcome>(state.Client.AttemptAsync(state.Attempts, context.CancellationToken)),
                context,
                (Client: this, Attempts: attempts)).ConfigureAwait(false);
        }
        catch (TimeoutRejectedException e)
        {
            var option = attempts.AreOutOfTime ? nameof(options.TotalTimeout) : nameof(options.AttemptTimeout);
            if (attempts.IsPreparing && !attempts.ArePausing)
            {
                return AttemptOutcome.Failed(TokenFailures.NotPrepared(attempts.Request, e.Timeout, option), RetryAdvice.Never);
            }

            return AttemptOutcome.Failed(TokenFailures.TimedOut(attempts.Request, e.Timeout, option, attempts.LastFailure, attempts.ArePausing), RetryAdvice.Never);
        }
        catch (OperationCanceledException e) when (cancellationToken.IsCancellationRequested && e.CancellationToken != cancellationToken)
        {
            // Polly links the caller's token with its own, and the exception may have the linked token.
            throw new OperationCanceledException(e.Message, e, cancellationToken);
        }
        finally
        {
            ResilienceContextPool.Shared.Return(context);
        }
    }

    private async Task<AttemptOutcome> AttemptAsync(TokenRequestAttempts attempts, CancellationToken cancellationToken)
    {
        attempts.Begin();

        // A handler that ignores its cancellation must not make the timeout wait; then nobody asks any more how it ends.
        var attempt = SendAsync(attempts, cancellationToken);
        attempt.Forget();
        var outcome = await attempt.WaitAsync(Timeout.InfiniteTimeSpan, environment.Clock, cancellationToken).ConfigureAwait(false);
        attempts.Note(outcome);
        return outcome;
    }

    private async Task<AttemptOutcome> SendAsync(TokenRequestAttempts attempts, CancellationToken cancellationToken)
    {
        var request = attempts.Request;

        // What can not be signed is no failure of the network: its own exception ends the request.
        var number = attempts.Count;
        var form = await request.NewForm(cancellationToken).ConfigureAwait(false);
        cancellationToken.ThrowIfCancellationRequested();
        attempts.Prepared(number);
        var attempt = new TokenAttempt(request, form, environment.Clock.GetUtcNow());
        try
        {
            using var message = new HttpRequestMessage(HttpMethod.Post, request.Endpoint) { Content = new FormUrlEncodedContent(attempt.Form.Fields) };
            message.Headers.Accept.ParseAdd("application/json");
            using var response = await SendAsync(message, cancellationToken).ConfigureAwait(false);
            var answer = await TokenAnswer.ReadAsync(response, options.MaxResponseBytes, environment.Clock.GetUtcNow(), cancellationToken).ConfigureAwait(false);
            return TokenAnswerReader.Read(answer, attempt);
        }
        catch (Exception e) when (e is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
        {
            // The application may have put handlers of its own on this client, which throw what they like.
            return TokenFailures.Unreachable(attempt, e);
        }
    }

    // An HttpClient would read the whole body before anyone can see that it is too long.
    private Task<HttpResponseMessage> SendAsync(HttpRequestMessage message, CancellationToken cancellationToken) => ims is HttpClient client
        ? client.SendAsync(message, HttpCompletionOption.ResponseHeadersRead, cancellationToken)
        : ims.SendAsync(message, cancellationToken);
}
