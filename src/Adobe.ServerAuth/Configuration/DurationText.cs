using System.Globalization;
using System.Text.RegularExpressions;
using System.Xml;

namespace Adobe.ServerAuth.Configuration;

// What a duration that is not written hh:mm:ss most likely means.
internal static class DurationText
{
    private static readonly Regex Clock = new(@"^([0-9]{1,3}):([0-9]{1,2}):([0-9]{1,2})\z", RegexOptions.CultureInvariant);
    private static readonly Regex Unit = new(@"^([0-9]{1,5})\s*(ms|milliseconds?|s|secs?|seconds?|m|mins?|minutes?|h|hrs?|hours?|d|days?)?\z", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase);
    private static readonly Regex Iso = new(@"^P(?=.)([0-9]{1,2}D)?(T(?=.)([0-9]{1,3}H)?([0-9]{1,4}M)?([0-9]{1,5}(\.[0-9]{1,3})?S)?)?\z", RegexOptions.CultureInvariant);

    // Null when nothing is likely.
    public static string? Guess(string? text)
    {
        if (text is null)
        {
            return null;
        }

        if (Clock.Match(text) is { Success: true } clock)
        {
            return Written(new TimeSpan(Number(clock.Groups[1]), Number(clock.Groups[2]), Number(clock.Groups[3])));
        }

        if (Unit.Match(text) is { Success: true } unit)
        {
            return Written(Of(Number(unit.Groups[1]), unit.Groups[2].Value.ToLowerInvariant()));
        }

        return Iso.IsMatch(text) ? Written(XmlConvert.ToTimeSpan(text)) : null;
    }

    // A number alone means seconds to most tools.
    private static TimeSpan Of(int number, string unit) =>
        unit.StartsWith("ms", StringComparison.Ordinal) || unit.StartsWith("mil", StringComparison.Ordinal) ? TimeSpan.FromMilliseconds(number)
        : unit.StartsWith('m') ? TimeSpan.FromMinutes(number)
        : unit.StartsWith('h') ? TimeSpan.FromHours(number)
        : unit.StartsWith('d') ? TimeSpan.FromDays(number)
        : TimeSpan.FromSeconds(number);

    private static string Written(TimeSpan duration) => duration.ToString("c", CultureInfo.InvariantCulture);

    private static int Number(Group group) => int.Parse(group.Value, CultureInfo.InvariantCulture);
}
