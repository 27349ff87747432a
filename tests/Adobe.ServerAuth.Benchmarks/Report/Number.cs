using System.Globalization;

namespace Adobe.ServerAuth.Benchmarks.Report;

internal static class Number
{
    // Three digits that count, more where the number is large.
    public static string Of(double value) =>
        value.ToString(Math.Abs(value) switch { < 10 => "0.00", < 100 => "0.0", _ => "#,0" }, CultureInfo.InvariantCulture);

    public static string Whole(double value) => value.ToString("#,0", CultureInfo.InvariantCulture);
}
