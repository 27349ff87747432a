using CsCheck;

namespace Adobe.ServerAuth.Tests.Caching.Model;

/// <summary>What happens to one cache from its first call to its disposal.</summary>
internal sealed record History(int Options, int Seed, Step[] Steps)
{
    private static readonly Gen<StepKind> Kinds = Gen.Frequency(
        (20, StepKind.Get),
        (1, StepKind.GetWithCancelledToken),
        (4, StepKind.Cancel),
        (9, StepKind.RejectCurrent),
        (3, StepKind.RejectOlder),
        (1, StepKind.RejectUnknown),
        (8, StepKind.Advance),
        (20, StepKind.AdvanceTo),
        (3, StepKind.SetWallClock),
        (15, StepKind.Succeed),
        (11, StepKind.Fail),
        (2, StepKind.EndStray),
        (1, StepKind.IgnoreStops),
        (1, StepKind.HonourStops),
        (4, StepKind.ReplaceSame),
        (3, StepKind.ReplaceOther),
        (1, StepKind.Dispose));

    /// <summary>The first choices of each list are the common ones.</summary>
    private static readonly Gen<int> Numbers = Gen.OneOf(Gen.Int[0, 2], Gen.Int[0, 999]);

    public static Gen<History> Any { get; } = Gen.Select(
        Gen.Int[0, 3],
        Gen.Int[0, 999],
        Gen.Select(Kinds, Numbers, Numbers, (kind, which, how) => new Step(kind, which, how)).Array[1, 60],
        (options, seed, steps) => new History(options, seed, steps));

    public override string ToString() => $"options {Options}, jitter {Seed}: {string.Join("; ", Steps)}";
}
