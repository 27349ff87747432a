namespace Adobe.ServerAuth.Tests.Caching.Model;

internal enum StepKind
{
    Get,
    GetWithCancelledToken,
    Cancel,
    RejectCurrent,
    RejectOlder,
    RejectUnknown,
    Advance,
    AdvanceTo,
    SetWallClock,
    Succeed,
    Fail,
    EndStray,
    IgnoreStops,
    HonourStops,
    ReplaceSame,
    ReplaceOther,
    Dispose,
}
