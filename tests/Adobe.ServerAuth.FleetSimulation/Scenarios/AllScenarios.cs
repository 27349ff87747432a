using Adobe.ServerAuth.FleetSimulation.Servers;

namespace Adobe.ServerAuth.FleetSimulation.Scenarios;

internal static class AllScenarios
{
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    // A fleet that starts now renews its token ten minutes before this.
    private static readonly TimeSpan Day = TimeSpan.FromDays(1);

    public static IEnumerable<Scenario> All(int seed) => [.. Healthy(), .. Clocks(), .. CacheFails(seed), .. ImsFails(), .. Tokens(), .. Unshared()];

    private static IEnumerable<Scenario> Healthy() =>
    [
        new("a healthy cache; a deployment every three days, each machine crashes once a week, and all of them on day 10")
        {
            Plan = fleet =>
            {
                fleet.RollEvery(Day * 3);
                fleet.CrashAbout(Day * 7);
                fleet.CrashAll((Day * 10) + (Hour * 7));
            },
        },
        new("the same for 3 days with tokens of one hour: 1.20 is the least, as each is renewed 10 min before its end")
        {
            Length = Day * 3, TokenLifetime = Hour, Plan = fleet => fleet.CrashAbout(Day * 7),
        },
        new("cold start of all machines within 10 s") { Length = Hour, CallEvery = Second },
        new("cold start, the cache takes 50 to 200 ms for each call") { Length = Hour, CallEvery = Second, CacheTrip = (Second / 20, Second / 5) },
        new("the machine that asks IMS crashes before the answer, each time") { Plan = fleet => fleet.CrashWhoAsks() },
    ];

    private static IEnumerable<Scenario> Clocks() =>
    [
        new("clocks wrong by up to 30 s") { Skew = number => TimeSpan.FromSeconds(Spread(number, 30)) },
        new("clocks wrong by up to 10 min on one machine in twenty") { Skew = number => TimeSpan.FromMinutes(number % 20 == 7 ? Spread(number / 20, 10) : 0) },
    ];

    private static IEnumerable<Scenario> CacheFails(int seed) =>
    [
        new("the cache is down for one hour a day") { CacheFault = Faults.OneHourADay(CacheFault.Down, seed) },
        new("the cache hangs for one hour a day") { CacheFault = Faults.OneHourADay(CacheFault.Hanging, seed) },
        new("the cache is down for 20 s of every 40 s") { CacheFault = Faults.EverySecond(TimeSpan.FromSeconds(20), CacheFault.Down) },
        new("the cache drops each entry within a minute") { CacheKeepsFor = TimeSpan.FromMinutes(1) },
        new("the cache is full: it can be read") { CacheFault = _ => CacheFault.Full },
    ];

    private static IEnumerable<Scenario> ImsFails() =>
    [
        new("cold start, IMS throttles all for the first minute (429, 10 s)") { Length = Hour, CallEvery = Second, ImsFault = FirstMinute(ImsFault.Throttled) },
        new("cold start, IMS does not answer for the first minute") { Length = Hour, CallEvery = Second, ImsFault = FirstMinute(ImsFault.Silent) },
        new("cold start, IMS takes 100 requests a minute") { Length = Hour, CallEvery = Second, RequestsPerMinute = 100 },
        new("IMS is down for 10 min, until 30 s before the token ends") { Length = Day * 2, ImsFault = BeforeTheEnd },
        new("IMS is down for 15 min, until 5 min after the token's end") { Length = Day * 2, ImsFault = PastTheEnd },
        new("IMS does not answer for 5 min of the renewal")
        {
            Length = Day * 2, ImsFault = Faults.Between(Day - TimeSpan.FromMinutes(10), Day - TimeSpan.FromMinutes(5), ImsFault.Silent),
        },
    ];

    private static IEnumerable<Scenario> Tokens() =>
    [
        new("the token is revoked once") { Length = Day * 2, Plan = fleet => fleet.At(Day / 2, fleet.Ims.RevokeAll) },
        new("the API of one machine refuses every token") { Length = Day * 2, IsRefused = number => number == 0 },
        new("the API of every tenth machine refuses every token") { Length = Day * 2, IsRefused = number => number % 10 == 0 },
        new("the client secret is rotated") { Length = Day * 6, Plan = fleet => fleet.Rotate() },
    ];

    private static IEnumerable<Scenario> Unshared() =>
    [
        new("not shared") { IsShared = false },
        new("not shared, cold start within 10 s") { IsShared = false, Length = Hour, CallEvery = Second },
        new("not shared, cold start, IMS throttles all for the first minute (429, 10 s)")
        {
            IsShared = false, Length = Hour, CallEvery = Second, ImsFault = FirstMinute(ImsFault.Throttled),
        },
        new("not shared, cold start, IMS does not answer for the first minute") { IsShared = false, Length = Hour, CallEvery = Second, ImsFault = FirstMinute(ImsFault.Silent) },
        new("not shared, cold start, IMS takes 100 requests a minute") { IsShared = false, Length = Hour, CallEvery = Second, RequestsPerMinute = 100 },
        new("not shared, IMS is down for 10 min, until 30 s before the token ends") { IsShared = false, Length = Day * 2, ImsFault = BeforeTheEnd },
        new("not shared, IMS is down for 15 min, until 5 min after the token's end") { IsShared = false, Length = Day * 2, ImsFault = PastTheEnd },
        new("not shared, the token of each machine is revoked once") { IsShared = false, Length = Day * 2, Plan = fleet => fleet.At(Day / 2, fleet.Ims.RevokeAll) },
        new("not shared, the API of every tenth machine refuses every token") { IsShared = false, Length = Day * 2, IsRefused = number => number % 10 == 0 },
    ];

    private static ImsFault BeforeTheEnd(TimeSpan moment) => Faults.Between(Day - TimeSpan.FromMinutes(10.5), Day - TimeSpan.FromMinutes(0.5), ImsFault.Down)(moment);

    private static ImsFault PastTheEnd(TimeSpan moment) => Faults.Between(Day - TimeSpan.FromMinutes(10), Day + TimeSpan.FromMinutes(5), ImsFault.Down)(moment);

    private static Func<TimeSpan, ImsFault> FirstMinute(ImsFault fault) => Faults.Between(TimeSpan.Zero, TimeSpan.FromMinutes(1), fault);

    // From -most to most, evenly, in an order without a pattern.
    private static double Spread(int number, double most) => most * ((2 * (number * 0.618034 % 1)) - 1);
}
