using System.Diagnostics;
using Adobe.ServerAuth.Diagnostics;
using Microsoft.Extensions.Logging;

namespace Adobe.ServerAuth.Caching;

// What is told of a refresh that ended. In the log only that it failed: an error for who has no token, and of a row of failures with one
// a single warning.
internal static class RefreshReport
{
    public static void Measure(TokenMetrics metrics, Activity? activity, Refresh refresh, RefreshOutcome outcome)
    {
        var how = outcome.Token is not null ? TelemetryValues.Brought : outcome.Failure is not null ? TelemetryValues.Failed : TelemetryValues.Overtaken;
        metrics.Renewed(refresh.Cause, how, refresh.LifeLeft);
        activity?.End(how, outcome.Failure is { } failure ? failure.Reason ?? (failure.IsOfCredential ? TelemetryValues.Credential : TelemetryValues.OtherError) : null);
    }

    public static void Write(ILogger logger, RefreshOutcome outcome)
    {
        if (outcome.Failure is not { } failure)
        {
            return;
        }

        if (outcome.UsableFor is not { } usableFor)
        {
            logger.NoUsableToken(outcome.NextAttemptIn, failure.Message);
        }
        else if (outcome.IsFirstFailure)
        {
            logger.RenewalFailed(usableFor, outcome.Pause, failure.Message);
        }
        else
        {
            logger.RenewalFailedAgain(usableFor, outcome.Pause, failure.Message);
        }
    }
}
