using System.Text.RegularExpressions;

namespace Adobe.ServerAuth.Credentials;

// docs/ims-protocol.md 3.3: PEM text as it comes out of files, JSON and environment variables.
internal static class PemText
{
    private static readonly Regex Blocks = new(
        "-----BEGIN (?<label>[A-Z0-9 ]+)-----(?<body>.*?)-----END \\k<label>-----",
        RegexOptions.CultureInvariant | RegexOptions.Singleline);

    public static IReadOnlyList<PemBlock> Read(string text) =>
        [.. Blocks.Matches(WithLineBreaks(text)).Cast<Match>().Select(match => new PemBlock(match.Groups["label"].Value, match.Groups["body"].Value))];

    public static bool HasBegin(string text) => text.Contains("-----BEGIN", StringComparison.Ordinal);

    // One-line variables write line breaks as backslash and n, which base64 text never has.
    private static string WithLineBreaks(string text) => text.Replace("\\r", "\r").Replace("\\n", "\n");
}
