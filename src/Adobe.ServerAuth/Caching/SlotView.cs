using Adobe.ServerAuth.Diagnostics;

namespace Adobe.ServerAuth.Caching;

// What a slot holds at one moment, copied under its lock. What is made of it needs none.
internal readonly struct SlotView(CacheEntry? entry, FailureView? failure, bool isFetching, TimeProvider clock)
{
    public bool IsFetching => isFetching;

    public CredentialStatus ToStatus(TimeSpan? invalidChangeAge)
    {
        var deadlines = new Deadlines(clock);
        var now = deadlines.Now;
        TimeSpan? usableFor = entry is not null && now < entry.UsableUntil ? deadlines.Between(now, entry.UsableUntil) : null;
        var failed = failure?.Failure;
        return new CredentialStatus
        {
            State = (usableFor, failed) switch
            {
                (null, null) => CredentialState.Idle,
                (null, _) => CredentialState.NoToken,
                (_, null) => CredentialState.Ready,
                _ => CredentialState.RenewalFailing,
            },
            IsFetching = isFetching,
            TokenExpiresAt = entry?.Token.ExpiresAt,
            UsableFor = usableFor,
            FailureReason = failed is null ? null : SafeText.Clean(failed.Reason) ?? (failed.IsOfCredential ? TelemetryValues.Credential : TelemetryValues.OtherError),
            ErrorCode = SafeText.Clean(failed?.ErrorCode),
            StatusCode = failed?.StatusCode,
            IsTransient = failed?.IsTransient == true,
            FailureAge = failure is { } known ? deadlines.Between(Math.Min(known.FailedAt, now), now) : null,
            NextAttemptIn = NextAttemptAt(now) is { } at && at > now && !isFetching ? deadlines.Between(now, at) : null,
            InvalidChangeAge = invalidChangeAge,
        };
    }

    // A token that an API refused before it was due is tried again by the next refusal; one that is due, by the next caller after its pause.
    private long? NextAttemptAt(long now) =>
        failure is not { } known ? null
        : entry is null || now >= entry.UsableUntil || now < entry.DueAt ? known.HeldUntil
        : Math.Max(entry.RefreshAt, known.PauseAskedUntil);
}
