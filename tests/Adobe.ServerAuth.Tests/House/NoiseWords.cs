using System.Text.RegularExpressions;

namespace Adobe.ServerAuth.Tests.House;

// Words that have no place in files that are done. This file and its tests hold them all.
internal static partial class NoiseWords
{
    public static IEnumerable<string> Everywhere(SourceFile file) => Find(file, Unfinished(), match => match.Value);

    public static IEnumerable<string> InLibraries(SourceFile file) => Find(file, Silenced(), match => match.Value);

    // The finding must not repeat what should not have been there.
    public static IEnumerable<string> Secrets(SourceFile file) => Find(file, Secret(), _ => "a secret");

    public static bool IsExempt(string path) => path.StartsWith("tests/Adobe.ServerAuth.Tests/House/Noise", StringComparison.Ordinal);

    private static IEnumerable<string> Find(SourceFile file, Regex pattern, Func<Match, string> name) => pattern.Matches(file.Text)
        .Select(match => $"{file.Path}:{file.Text.AsSpan(0, match.Index).Count('\n') + 1} holds {name(match)}");

    [GeneratedRegex(@"\b(?:TODO|FIXME|HACK|NotImplementedException)\b")]
    private static partial Regex Unfinished();

    [GeneratedRegex(@"#\s*pragma\s+warning\s+disable")]
    private static partial Regex Silenced();

    // An Adobe client secret, a signed token, a private key.
    [GeneratedRegex("""
        p8e-[\w-]{32} |
        eyJ[\w-]{16,} \. eyJ[\w-]{16,} \. [\w-]{32,} |
        -----BEGIN\ [A-Z\ ]*PRIVATE\ KEY-----[\s"\\rn+]*[A-Za-z0-9/+]{40}
        """, RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex Secret();
}
