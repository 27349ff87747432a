namespace Adobe.ServerAuth.Handlers;

// What the host rules say of an address. One that is blocked has a reason and a remedy.
internal readonly record struct HostVerdict(bool TakesToken, string? Reason, string? Remedy)
{
    public static readonly HostVerdict WithToken = new(true, null, null);
    public static readonly HostVerdict WithoutToken = new(false, null, null);

    public bool IsBlocked => Reason is not null;

    public static HostVerdict Blocked(string reason, string remedy) => new(false, reason, remedy);
}
