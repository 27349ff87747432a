namespace Adobe.ServerAuth.Tests.Caching.Model;

/// <summary>What the numbers of a <see cref="Step"/> choose from.</summary>
internal static class Vocabulary
{
    // Whole milliseconds: a fifth, a tenth and a quarter of them are whole ticks, so that expectations are exact.
    public static IReadOnlyList<TimeSpan> Spans { get; } =
    [
        TimeSpan.FromTicks(1), TimeSpan.FromMilliseconds(1), TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(7), TimeSpan.FromSeconds(30),
        TimeSpan.FromMinutes(2), TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(11), TimeSpan.FromHours(1), TimeSpan.FromDays(1), TimeSpan.FromDays(40),
    ];

    public static IReadOnlyList<TimeSpan> Lifetimes { get; } =
    [
        TimeSpan.FromDays(1), TimeSpan.FromHours(1), TimeSpan.FromMinutes(10), TimeSpan.FromMinutes(1), TimeSpan.FromSeconds(10), TimeSpan.FromSeconds(1),
        TimeSpan.FromDays(29), TimeSpan.FromDays(31), TimeSpan.FromDays(3650), TimeSpan.Zero, TimeSpan.FromSeconds(-5),
    ];

    public static IReadOnlyList<TimeSpan> WallSteps { get; } =
    [
        TimeSpan.FromDays(2), TimeSpan.FromDays(-2), TimeSpan.FromHours(3), TimeSpan.FromHours(-3), TimeSpan.FromSeconds(40), TimeSpan.FromSeconds(-40),
    ];

    public static IReadOnlyList<Moment> Moments { get; } = Enum.GetValues<Moment>();

    public static IReadOnlyList<Fault> Faults { get; } =
    [
        Fault.Request("transient", isTransient: true),
        Fault.Request("permanent", isTransient: false),
        Fault.Request("transient, Retry-After 90 s", isTransient: true, TimeSpan.FromSeconds(90)),
        Fault.Request("transient, Retry-After 1 h", isTransient: true, TimeSpan.FromHours(1)),
        Fault.Request("permanent, Retry-After 1 s", isTransient: false, TimeSpan.FromSeconds(1)),
        Fault.Request("transient, Retry-After in the past", isTransient: true, TimeSpan.FromSeconds(-3)),
        new("foreign exception", true, null, mark => new InvalidOperationException(mark)),
        new("foreign cancellation", true, null, mark => new OperationCanceledException(mark)),
        new("no credential", false, null, mark => new CredentialException(mark)),
        new("null for a token", true, null, _ => null),
    ];

    public static IReadOnlyList<TokenCacheOptions> Options { get; } =
    [
        new(),
        new() { RefreshBeforeExpiry = TimeSpan.FromHours(1), RefreshJitter = TimeSpan.Zero },
        new() { RefreshBeforeExpiry = TimeSpan.Zero, RefreshJitter = TimeSpan.Zero, ClockSkew = TimeSpan.Zero },
        new()
        {
            ClockSkew = TimeSpan.FromHours(1),
            TransientFailureCooldown = TimeSpan.FromMinutes(1),
            PermanentFailureCooldown = TimeSpan.FromSeconds(3),
            RejectionCooldown = TimeSpan.FromMinutes(2),
        },
    ];

    public static T Pick<T>(IReadOnlyList<T> choices, int number) => choices[number % choices.Count];
}
