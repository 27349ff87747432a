namespace Adobe.ServerAuth.Tests.Caching.Model;

/// <summary>One thing that happens to a cache, in numbers that mean something in any situation.</summary>
internal readonly record struct Step(StepKind Kind, int Which, int How)
{
    public override string ToString() => Kind switch
    {
        StepKind.Cancel or StepKind.RejectOlder => $"{Kind}({Which})",
        StepKind.Advance => $"{Kind}({Vocabulary.Pick(Vocabulary.Spans, Which)})",
        StepKind.AdvanceTo => $"{Kind}({Vocabulary.Pick(Vocabulary.Moments, Which)} {(How % 3) - 1:+0;-0;+0} ticks)",
        StepKind.SetWallClock => $"{Kind}({Vocabulary.Pick(Vocabulary.WallSteps, Which)})",
        StepKind.Succeed => $"{Kind}({Vocabulary.Pick(Vocabulary.Lifetimes, Which)}{(How % 6 == 0 ? ", the same value" : "")})",
        StepKind.Fail => $"{Kind}({Vocabulary.Pick(Vocabulary.Faults, Which)})",
        StepKind.ReplaceSame or StepKind.ReplaceOther => $"{Kind}(options {Which % Vocabulary.Options.Count})",
        _ => Kind.ToString(),
    };
}
