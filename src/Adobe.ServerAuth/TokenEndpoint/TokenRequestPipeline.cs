using Adobe.ServerAuth.Abstractions;
using Adobe.ServerAuth.Diagnostics;
using Polly;
using Polly.Retry;
using Polly.Telemetry;
using Polly.Timeout;

namespace Adobe.ServerAuth.TokenEndpoint;

// Total timeout around retries around the timeout of one attempt. Without retries only the first: an own handler of the application's may try
// again inside the one attempt.
internal static class TokenRequestPipeline
{
    private static readonly TimeSpan ShortestTimeout = TimeSpan.FromMilliseconds(10);

    // docs/ims-protocol.md 2.5: several seconds, when IMS does not say.
    private static readonly TimeSpan PauseWhenThrottled = TimeSpan.FromSeconds(5);

    public static ResiliencePipeline<AttemptOutcome> Build(TokenRequestOptions options, TimeProvider clock, TelemetryListener? telemetry, Func<double> draw)
    {
        var builder = new ResiliencePipelineBuilder<AttemptOutcome> { Name = "Adobe.ServerAuth.TokenRequest", TimeProvider = clock, TelemetryListener = telemetry is null ? null : new UnfailingTelemetryListener(telemetry) };
        builder.AddTimeout(new TimeoutStrategyOptions
        {
            Name = "TotalTimeout",
            Timeout = AtLeastPollys(options.TotalTimeout),
            OnTimeout = static args =>
            {
                if (args.Context.Properties.TryGetValue(TokenRequestAttempts.Key, out var attempts))
                {
                    attempts.AreOutOfTime = true;
                }

                return default;
            },
        });
        if (options.MaxRetries > 0)
        {
            builder.AddRetry(Retry(options, draw)).AddTimeout(new TimeoutStrategyOptions { Name = "AttemptTimeout", Timeout = AtLeastPollys(options.AttemptTimeout) });
        }

        return builder.Build();
    }

    private static RetryStrategyOptions<AttemptOutcome> Retry(TokenRequestOptions options, Func<double> draw) => new()
    {
        Name = "Retry",
        MaxRetryAttempts = options.MaxRetries,
        Delay = options.RetryDelay,
        BackoffType = DelayBackoffType.Exponential,
        UseJitter = true,
        Randomizer = draw,
        ShouldHandle = args => new ValueTask<bool>(IsWorthARetry(args, options.TotalTimeout)),
        DelayGenerator = args => new ValueTask<TimeSpan?>(args.Outcome.Result?.Failure is { } failure ? Pause(failure, args.AttemptNumber, draw()) : null),
        OnRetry = args =>
        {
            if (args.Context.Properties.TryGetValue(TokenRequestAttempts.Key, out var attempts))
            {
                // An attempt that had no answer leaves the failure of an earlier one behind.
                attempts.ArePausing = args.Outcome.Exception is null;
                attempts.Logger.TokenRequestRetried(args.AttemptNumber + 1, attempts.Request.Endpoint.Host, Reason(args.Outcome), args.RetryDelay);
            }

            return default;
        },
    };

    private static bool IsWorthARetry(RetryPredicateArguments<AttemptOutcome> args, TimeSpan totalTimeout)
    {
        if (args.Outcome.Exception is TimeoutRejectedException)
        {
            return true;
        }

        if (args.Outcome.Result is not { Failure: { } failure, Retry: not RetryAdvice.Never } outcome
            || !args.Context.Properties.TryGetValue(TokenRequestAttempts.Key, out var attempts)
            || (outcome.Retry == RetryAdvice.Once && attempts.DoubtfulAnswers > 1))
        {
            return false;
        }

        // Waiting longer than the total timeout allows can only end in a timeout, which says less than the answer at hand.
        return Pause(failure, args.AttemptNumber, 1) is not { } longest || longest < totalTimeout - attempts.Elapsed;
    }

    // Null for the usual pause: a Retry-After of zero, or in the past, must not turn retries into a burst.
    private static TimeSpan? Pause(TokenRequestFailure failure, int retry, double jitter) =>
        failure.RetryAfter is { } asked && asked > TimeSpan.Zero ? asked
        : (int?)failure.StatusCode == 429 ? TimeSpan.FromTicks((long)(PauseWhenThrottled.Ticks * Math.Pow(2, retry) * (1 + (jitter / 4))))
        : null;

    // Polly takes no shorter ones.
    private static TimeSpan AtLeastPollys(TimeSpan timeout) => timeout < ShortestTimeout ? ShortestTimeout : timeout;

    private static string Reason(Outcome<AttemptOutcome> outcome) => outcome.Result?.Failure switch
    {
        { StatusCode: { } status } => "HTTP " + (int)status,
        { Reason: { } reason } => reason,
        _ => ConnectionFailures.TimedOut.Id,
    };
}
