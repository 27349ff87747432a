using Adobe.ServerAuth.Diagnostics;
using Microsoft.Extensions.Logging;

namespace Adobe.ServerAuth.Caching;

// What is logged of a refresh that failed: an error for who has no token, and of a row of failures with one a single warning.
internal static class RefreshReport
{
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
