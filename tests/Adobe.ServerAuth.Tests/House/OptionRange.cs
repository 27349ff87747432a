using System.Globalization;
using System.Text.RegularExpressions;

namespace Adobe.ServerAuth.Tests.House;

// The range at the beginning of a rule, as the texts of its ends and of what is one step beyond them.
internal sealed partial record OptionRange(string Text, IReadOnlyList<string> Inside, IReadOnlyList<string> Outside)
{
    // Null when the rule begins with none.
    public static OptionRange? Of(string rule, Type type)
    {
        if (Pattern().Match(rule) is not { Success: true } range)
        {
            return null;
        }

        var isOpen = range.Groups["open"].Success;
        var unit = type != typeof(TimeSpan) ? 1 : range.Groups["unit"].Value.TrimEnd('s') switch
        {
            "day" => TimeSpan.TicksPerDay,
            "minute" => TimeSpan.TicksPerMinute,
            _ => 0,
        };
        var (least, most) = (Number(range.Groups["least"].Value) * unit, Number(range.Groups["most"].Value) * unit);
        return unit == 0 ? null : new OptionRange(range.Value, [Show(isOpen ? least + 1 : least), Show(most)], [Show(isOpen ? least : least - 1), Show(most + 1)]);

        string Show(long value) => type == typeof(TimeSpan) ? new TimeSpan(value).ToString("c") : value.ToString(CultureInfo.InvariantCulture);
    }

    private static long Number(string text) => text switch { "zero" => 0, "a" => 1, _ => long.Parse(text, CultureInfo.InvariantCulture) };

    [GeneratedRegex(@"^(?:(?<open>more than )(?<least>zero), at most|(?<least>zero|\d+) to) (?<most>a|\d+)(?: (?<unit>days?|minutes?))?(?![\w.])")]
    private static partial Regex Pattern();
}
