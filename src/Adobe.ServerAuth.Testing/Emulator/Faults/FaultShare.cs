namespace Adobe.ServerAuth.Testing.Emulator;

/// <summary>
/// Spreads a fault over requests as evenly as whole requests allow. The share is decimal, so that a tenth is a tenth. Not safe for
/// several threads.
/// </summary>
internal sealed class FaultShare(decimal share, ImsFault fault)
{
    private long _requests;

    public ImsFault? Next()
    {
        var before = decimal.Floor(_requests * share);
        _requests++;
        return decimal.Floor(_requests * share) > before ? fault : null;
    }
}
