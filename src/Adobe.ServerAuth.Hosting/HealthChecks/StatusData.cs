namespace Adobe.ServerAuth.Hosting.HealthChecks;

// A status as the data of a health check: docs/health.md lists the keys.
internal static class StatusData
{
    public static IReadOnlyDictionary<string, object> Of(CredentialStatus status)
    {
        var data = new Dictionary<string, object>(StringComparer.Ordinal) { ["state"] = status.State.ToString() };
        Add(data, "usableForSeconds", Seconds(status.UsableFor));
        Add(data, "isTokenRefused", status.IsTokenRefused ? true : null);
        Add(data, "reason", status.FailureReason);
        Add(data, "errorCode", status.ErrorCode);
        Add(data, "statusCode", (int?)status.StatusCode);
        Add(data, "isTransient", status.FailureReason is null ? null : status.IsTransient);
        Add(data, "failureAgeSeconds", Seconds(status.FailureAge));
        Add(data, "nextAttemptInSeconds", Seconds(status.NextAttemptIn));
        Add(data, "invalidChangeAgeSeconds", Seconds(status.InvalidChangeAge));
        return data;
    }

    private static void Add(Dictionary<string, object> data, string key, object? value)
    {
        if (value is not null)
        {
            data[key] = value;
        }
    }

    private static double? Seconds(TimeSpan? span) => span is { } known ? Math.Round(known.TotalSeconds, 1) : null;
}
