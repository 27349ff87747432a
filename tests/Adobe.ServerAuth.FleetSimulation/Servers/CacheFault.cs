namespace Adobe.ServerAuth.FleetSimulation.Servers;

internal enum CacheFault
{
    None,

    // Each call throws.
    Down,

    // No call ends, nor heeds its cancellation.
    Hanging,

    // Writes throw.
    Full,
}
