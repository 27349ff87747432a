namespace Adobe.ServerAuth.FleetSimulation.Servers;

internal enum ImsFault
{
    None,

    // 429 with Retry-After.
    Throttled,

    // 503 without.
    Down,

    // No answer at all.
    Silent,
}
