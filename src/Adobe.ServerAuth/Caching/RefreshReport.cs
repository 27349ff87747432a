using System.Diagnostics;
using Adobe.ServerAuth.Abstractions;
using Adobe.ServerAuth.Diagnostics;
using Microsoft.Extensions.Logging;

namespace Adobe.ServerAuth.Caching;

// What is told of a refresh that ended. In the log only that it failed: an error for who has no token, and of a row of failures with one
// a single warning.
internal static class RefreshReport
{
    // Before the callers go on: a span ends before that of who waits, if there is nothing to log in it.
    public static void Measure(TokenMetrics metrics, Activity? activity, Refresh refresh, RefreshOutcome outcome)
    {
        metrics.Renewed(refresh.Cause, How(outcome), refresh.LifeLeft);
        if (!IsLogged(refresh, outcome))
        {
            activity?.End(How(outcome), null);
        }
    }

    // After that, for a log may take its time.
    public static void Write(ILogger logger, Activity? activity, Refresh refresh, RefreshOutcome outcome)
    {
        if (refresh.Rejected is not null)
        {
            logger.TokenRejected();
        }

        if (outcome.Failure is { } failure)
        {
            Write(logger, outcome, failure);
        }

        if (IsLogged(refresh, outcome))
        {
            activity?.End(How(outcome), ErrorOf(outcome.Failure));
        }
    }

    private static bool IsLogged(Refresh refresh, RefreshOutcome outcome) => refresh.Rejected is not null || outcome.Failure is not null;

    private static string? ErrorOf(TokenRequestFailure? failure) =>
        failure is null ? null : failure.Reason ?? (failure.IsOfCredential ? TelemetryValues.Credential : TelemetryValues.OtherError);

    private static string How(RefreshOutcome outcome) =>
        outcome.Token is not null ? TelemetryValues.Brought : outcome.Failure is not null ? TelemetryValues.Failed : TelemetryValues.Overtaken;

    private static void Write(ILogger logger, RefreshOutcome outcome, TokenRequestFailure failure)
    {
        switch (outcome)
        {
            case { UsableFor: null }:
                logger.NoUsableToken(outcome.NextAttemptIn, failure.Message);
                break;
            case { UsableFor: { } usableFor, Pause: { } pause, IsFirstFailure: true }:
                logger.RenewalFailed(usableFor, pause, failure.Message);
                break;
            case { UsableFor: { } usableFor, Pause: { } pause }:
                logger.RenewalFailedAgain(usableFor, pause, failure.Message);
                break;
            case { UsableFor: { } usableFor, IsFirstFailure: true }:
                logger.RefusedTokenNotRenewed(usableFor, outcome.NextAttemptIn, failure.Message);
                break;
            case { UsableFor: { } usableFor }:
                logger.RefusedTokenStillNotRenewed(usableFor, outcome.NextAttemptIn, failure.Message);
                break;
        }
    }
}
