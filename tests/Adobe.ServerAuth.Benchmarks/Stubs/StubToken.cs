using System.Globalization;

namespace Adobe.ServerAuth.Benchmarks.Stubs;

// Texts of one length, each another one: a cache that shares equal tokens would look smaller than it is.
internal static class StubToken
{
    private const string Prefix = "stub-token-";
    private const int Digits = 9;
    private static int _count;

    public const int Length = 20;

    public static string Next() => Prefix + Interlocked.Increment(ref _count).ToString(CultureInfo.InvariantCulture).PadLeft(Digits, '0');

    public static bool IsOne(string? text) => text?.Length == Length && text.StartsWith(Prefix, StringComparison.Ordinal);
}
