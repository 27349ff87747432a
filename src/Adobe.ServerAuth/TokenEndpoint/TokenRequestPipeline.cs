using Adobe.ServerAuth.Diagnostics;
using Polly;
using Polly.Retry;
using Polly.Timeout;

namespace Adobe.ServerAuth.TokenEndpoint;

// Total timeout around retries around the timeout of one attempt.
internal static class TokenRequestPipeline
{
    public static ResiliencePipeline<TokenReply> Build(TokenRequestOptions options, TimeProvider clock)
    {
        var builder = new ResiliencePipelineBuilder<TokenReply> { Name = "Adobe.ServerAuth.TokenRequest", TimeProvider = clock };
        builder.AddTimeout(new TimeoutStrategyOptions { Name = "TotalTimeout", Timeout = options.TotalTimeout });
        if (options.MaxRetries > 0)
        {
            builder.AddRetry(Retry(options));
        }

        return builder.AddTimeout(new TimeoutStrategyOptions { Name = "AttemptTimeout", Timeout = options.AttemptTimeout }).Build();
    }

    private static RetryStrategyOptions<TokenReply> Retry(TokenRequestOptions options) => new()
    {
        Name = "Retry",
        MaxRetryAttempts = options.MaxRetries,
        Delay = options.RetryDelay,
        BackoffType = DelayBackoffType.Exponential,
        UseJitter = true,
        ShouldHandle = args => new ValueTask<bool>(IsWorthARetry(args, options.TotalTimeout)),
        DelayGenerator = args => new ValueTask<TimeSpan?>(args.Outcome.Result?.Failure?.RetryAfter),
        OnRetry = args =>
        {
            if (args.Context.Properties.TryGetValue(TokenExchange.Key, out var exchange))
            {
                exchange.Logger.TokenRequestRetried(args.AttemptNumber + 1, exchange.Request.Endpoint.Host, Reason(args.Outcome), args.RetryDelay);
            }

            return default;
        },
    };

    private static bool IsWorthARetry(RetryPredicateArguments<TokenReply> args, TimeSpan totalTimeout)
    {
        if (args.Outcome.Exception is TimeoutRejectedException)
        {
            return true;
        }

        if (args.Outcome.Result is not { Failure: { } failure } reply || args.AttemptNumber >= reply.RetryLimit)
        {
            return false;
        }

        // Waiting longer than the total timeout allows can only end in a timeout, which says less than the answer at hand.
        return failure.RetryAfter is not { } pause
            || (args.Context.Properties.TryGetValue(TokenExchange.Key, out var exchange) && pause < totalTimeout - exchange.Elapsed);
    }

    private static string Reason(Outcome<TokenReply> outcome) => outcome.Result?.Failure switch
    {
        { StatusCode: { } status } => "HTTP " + (int)status,
        { Cause: { } cause } => cause.GetType().Name,
        _ => "timeout",
    };
}
