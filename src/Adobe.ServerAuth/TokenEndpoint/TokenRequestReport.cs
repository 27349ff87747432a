using System.Diagnostics;
using Adobe.ServerAuth.Diagnostics;

namespace Adobe.ServerAuth.TokenEndpoint;

// What traces and metrics tell of one token request.
internal readonly struct TokenRequestReport(TokenRequestAttempts attempts, TokenMetrics metrics)
{
    private readonly Activity? _activity = ServerAuthActivities.StartTokenRequest(Flow(attempts.Request), attempts.Request.Endpoint, attempts.Request.CredentialName);

    public void Ended(AttemptOutcome outcome)
    {
        var failure = outcome.Failure;
        if (failure?.StatusCode is { } status)
        {
            _activity?.SetTag("http.response.status_code", (int)status);
        }

        _activity?.SetTag(AdobeServerAuthTelemetry.DebugIdTag, failure?.DebugId);
        End(failure is null ? TelemetryValues.Granted : failure.IsTransient ? TelemetryValues.Unavailable : TelemetryValues.Refused, failure?.Reason);
    }

    public void Ended(Exception exception)
    {
        var isCancelled = exception is OperationCanceledException;
        End(isCancelled ? TelemetryValues.Cancelled : TelemetryValues.Failed, isCancelled ? TelemetryValues.Cancelled : exception is CredentialException ? TelemetryValues.Credential : TelemetryValues.OtherError);
    }

    private static string Flow(TokenRequest request) => request.Flow == ServerAuthFlow.Jwt ? TelemetryValues.Jwt : TelemetryValues.OAuth;

    private void End(string outcome, string? error)
    {
        metrics.Requested(Flow(attempts.Request), outcome, error, attempts.Elapsed);
        _activity?.SetTag(AdobeServerAuthTelemetry.AttemptsTag, attempts.Count).End(outcome, error);
    }
}
