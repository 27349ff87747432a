using System.Text.RegularExpressions;
using Adobe.ServerAuth.Configuration;
using Microsoft.Extensions.Configuration;

namespace Adobe.ServerAuth.Tests.House;

// What a text in YAML sets in the environment of a container, read as the library reads it.
internal static partial class Manifest
{
    public static IReadOnlyDictionary<string, string?> Keys(string yaml) => Variable().Matches(yaml)
        .ToDictionary(match => match.Groups["key"].Value.Replace("__", ":", StringComparison.Ordinal), match => (string?)match.Groups["value"].Value);

    public static IEnumerable<string> Failures(string path, string yaml)
    {
        var keys = Keys(yaml);
        var mentioned = Mention().Count(yaml);
        if (mentioned != keys.Count)
        {
            yield return $"{path} names {mentioned} keys, and gives {keys.Count} of them a value";
        }

        var section = new ConfigurationBuilder().AddInMemoryCollection(keys).Build().GetSection(AdobeServerAuthSection.DefaultPath);
        var options = new AdobeServerAuthOptions();
        AdobeServerAuthSection.Read(section, options, section.Path, null, []);
        foreach (var failure in options.SectionFailures)
        {
            yield return $"{path}: {failure.ToLine(nameof(AdobeServerAuthOptions))}";
        }
    }

    public static string Value(string yaml, string name) =>
        Regex.Match(yaml, $@"^[\s-]*{Regex.Escape(name)}:\s*""?(?<value>[^""\r\n]*)", RegexOptions.Multiline).Groups["value"].Value;

    [GeneratedRegex("""-\s+name:\s*(?<key>AdobeServerAuth__\w+)\s*\n\s*value:\s*"(?<value>[^"\r\n]*)"\s*\n""")]
    private static partial Regex Variable();

    [GeneratedRegex("AdobeServerAuth__")]
    private static partial Regex Mention();
}
