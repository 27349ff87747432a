namespace Adobe.ServerAuth.Tests.Caching.Model;

/// <summary>
/// What was seen from outside to happen to a cache, and what follows from that for the next call by <c>docs/token-lifetime.md</c>.
/// Everything is found anew from the events: there is no state that could be wrong in the way the cache's is.
/// </summary>
internal sealed class Past
{
    private static readonly TimeSpan LongestRejectionCooldown = TimeSpan.FromMinutes(5);

    private static readonly TimeSpan LongestGapInRow = TimeSpan.FromMinutes(20);

    private readonly List<object> _events = [];

    /// <summary>The last token of the present identity, if it has any.</summary>
    public Arrival? Arrival => SinceIdentity().OfType<Arrival>().FirstOrDefault();

    /// <summary>The last failure, unless a success or new options have ended it.</summary>
    public Setback? Setback => _events.Count > 0 ? _events[^1] as Setback : null;

    /// <summary>The failure that a status tells: that of a token which was not due is told no longer than it holds.</summary>
    public Setback? ToldAt(TimeSpan now) => Setback is { } setback && setback.At < Arrival?.RenewedFrom && now >= setback.CooldownEnd ? null : Setback;

    /// <summary>Between which moments the next attempt after a failure begins, when somebody asks for a token, or an API refuses one that is not due.</summary>
    public (TimeSpan Soonest, TimeSpan Latest) NextAttempt(TimeSpan now)
    {
        var setback = Setback!;
        if (!IsUsable(now))
        {
            return (setback.CooldownEnd, setback.CooldownEnd);
        }

        var (soonest, latest) = (Renewal(setback.ShortestPauseEnd), Renewal(setback.LongestPauseEnd));
        return now >= Arrival!.RenewedFrom ? (soonest, latest) : (Sooner(soonest, setback.CooldownEnd), Sooner(latest, setback.CooldownEnd));

        TimeSpan Renewal(TimeSpan pauseEnd)
        {
            var renewal = Later(Arrival!.RenewedFrom, pauseEnd);
            return renewal < Arrival.UsableUntil ? renewal : Later(Arrival.UsableUntil, setback.CooldownEnd);
        }
    }

    /// <summary>When the refusal of the token that a renewal brought may cause another renewal.</summary>
    public TimeSpan? RejectionCooldownEnd
    {
        get
        {
            var renewals = SinceIdentity().OfType<Arrival>().Where(arrival => arrival.IsRenewal).ToList();
            if (renewals.Count == 0)
            {
                return null;
            }

            var pause = renewals[0].Options.RejectionCooldown;
            for (var i = 1; i < renewals.Count && pause < LongestRejectionCooldown && renewals[i - 1].At - renewals[i].At < 2 * LongestRejectionCooldown; i++)
            {
                pause *= 2;
            }

            return renewals[0].At + (pause < LongestRejectionCooldown ? pause : LongestRejectionCooldown);
        }
    }

    public void Brought(Arrival arrival) => _events.Add(arrival);

    public void Replaced(bool byAnotherIdentity) => _events.Add(new Change(byAnotherIdentity));

    public void Failed(TimeSpan at, Fault fault, string mark, TokenCacheOptions options)
    {
        var usableFor = IsUsable(at) ? Arrival!.UsableUntil - at : TimeSpan.Zero;
        var row = Setback is { } last && at - last.At < LongestGapInRow ? last.Row + 1 : 1;
        _events.Add(new Setback(at, fault, mark, row, options, usableFor, usableFor > TimeSpan.Zero && at >= Arrival!.RenewedFrom));
    }

    public bool IsUsable(TimeSpan now) => Arrival is { } arrival && now < arrival.UsableUntil;

    /// <summary>What a call gets that is made now; <paramref name="rejected"/> is the token that it reports, if it does.</summary>
    public Promise For(TimeSpan now, bool isFetching, AccessToken? rejected)
    {
        if (IsUsable(now))
        {
            var token = Arrival!.Token;
            if (token.Value != rejected?.Value)
            {
                return new Promise(token, null, Allowed(isFetching, IsToBeRenewed(now)), Allowed(isFetching, MayBeRenewed(now)));
            }

            if (IsRejectionPaused(token.Value, now))
            {
                return new Promise(token);
            }
        }

        return isFetching ? new Promise()
            : Setback is { } setback && now < setback.CooldownEnd ? new Promise(null, setback)
            : Promise.OneFetch(isRenewal: IsUsable(now));
    }

    private static TimeSpan Sooner(TimeSpan a, TimeSpan b) => a < b ? a : b;

    private static TimeSpan Later(TimeSpan a, TimeSpan b) => a > b ? a : b;

    private static int Allowed(bool isFetching, bool isTime) => isTime && !isFetching ? 1 : 0;

    private bool MayBeRenewed(TimeSpan now) => now >= Arrival!.RenewedFrom && now >= (Setback?.ShortestPauseEnd ?? now);

    private bool IsToBeRenewed(TimeSpan now) => now >= Arrival!.RenewedFrom && now >= (Setback?.LongestPauseEnd ?? now);

    private bool IsRejectionPaused(string value, TimeSpan now) =>
        SinceIdentity().OfType<Arrival>().FirstOrDefault(arrival => arrival.IsRenewal)?.Token.Value == value && now < RejectionCooldownEnd;

    // The latest first.
    private IEnumerable<object> SinceIdentity() => _events.AsEnumerable().Reverse().TakeWhile(one => one is not Change { IsOfIdentity: true });
}
