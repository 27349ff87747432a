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
        var isOfRefusedToken = failure?.FailedAt < entry?.DueAt;

        // A token that is not due is asked for by nobody unless an API refuses it: one accident is not to be told for as long as it lives.
        FailureView? known = isOfRefusedToken && now >= failure!.Value.HeldUntil ? null : failure;
        var failed = known?.Failure;
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
            IsTokenRefused = isOfRefusedToken && usableFor is not null && failed is not null,
            FailureReason = failed is null ? null : ToldCodes.Reason(failed),
            ErrorCode = ToldCodes.ErrorCode(failed?.ErrorCode),
            StatusCode = failed?.StatusCode,
            IsTransient = failed?.IsTransient == true,
            FailureAge = known is { } told ? deadlines.Between(Math.Min(told.FailedAt, now), now) : null,
            NextAttemptIn = known is { } last && !isFetching && NextAttemptAt(last, now) is var at && at > now ? deadlines.Between(now, at) : null,
            InvalidChangeAge = invalidChangeAge,
        };
    }

    // A token that an API refused before it was due is tried again by the next refusal; one that is due, by the next caller after its pause.
    // Where that pause takes all that is left of it, what holds callers without a token counts.
    private long NextAttemptAt(FailureView known, long now)
    {
        if (entry is null || now >= entry.UsableUntil)
        {
            return known.HeldUntil;
        }

        var renewal = Math.Max(entry.RefreshAt, known.PauseAskedUntil);
        renewal = renewal < entry.UsableUntil ? renewal : Math.Max(entry.UsableUntil, known.HeldUntil);
        return now < entry.DueAt ? Math.Min(known.HeldUntil, renewal) : renewal;
    }
}
