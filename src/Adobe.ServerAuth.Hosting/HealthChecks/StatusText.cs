using System.Globalization;
using System.Text;

namespace Adobe.ServerAuth.Hosting.HealthChecks;

// A status in words, with nothing in it but states, codes and ages.
internal static class StatusText
{
    public static string Of(CredentialStatus status)
    {
        var text = new StringBuilder(OfToken(status));
        if (status.InvalidChangeAge is { } age)
        {
            text.Append(CultureInfo.InvariantCulture, $" The configuration was changed to an invalid one {Seconds(age)} ago, so the last valid one stays in use; the log tells what is wrong (event 500, InvalidChange).");
        }

        return text.ToString();
    }

    private static string OfToken(CredentialStatus status) => status.State switch
    {
        CredentialState.Ready => "ready: " + Usable(status) + ".",
        CredentialState.RenewalFailing when status.IsTokenRefused =>
            $"An API refused the token, and it could not be renewed, so callers may get the API's refusal: {Failure(status)}; by its age {Usable(status)}, and {Next(status)}.",
        CredentialState.RenewalFailing => $"The token could not be renewed: {Failure(status)}; {Usable(status)}, and {Next(status)}.",
        CredentialState.NoToken => $"No usable token: {Failure(status)}; {Next(status)}.",
        _ => status switch
        {
            { IsFetching: true } => "There is no token yet; one is being fetched.",
            { TokenExpiresAt: not null } => "idle: the token ended, and none was asked for since.",
            _ => "idle: no token was asked for yet, or none since the configuration changed.",
        },
    };

    private static string Usable(CredentialStatus status) => status.UsableFor is { } left ? $"the token can be used for {Seconds(left)}" : "the token can be used";

    private static string Failure(CredentialStatus status)
    {
        string?[] codes = [status.ErrorCode, status.StatusCode is { } code ? string.Create(CultureInfo.InvariantCulture, $"HTTP {(int)code}") : null];
        var told = string.Join(", ", codes.OfType<string>());
        return status.FailureReason + (told.Length == 0 ? "" : $" ({told})") + (status.FailureAge is { } age ? $", {Seconds(age)} ago" : "");
    }

    private static string Next(CredentialStatus status) =>
        status.IsFetching ? "IMS is being asked again"
        : status.NextAttemptIn is { } pause ? $"IMS is not asked again for {Seconds(pause)}"
        : "the next call has IMS asked again";

    private static string Seconds(TimeSpan span) => string.Create(CultureInfo.InvariantCulture, $"{span.TotalSeconds:0.#} s");
}
