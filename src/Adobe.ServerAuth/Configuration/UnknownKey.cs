using Adobe.ServerAuth.Diagnostics;
using Microsoft.Extensions.Configuration;

namespace Adobe.ServerAuth.Configuration;

// What a key that is not known was most likely meant to be: the same key in another spelling, a synonym, a key of another level, or a named credential.
internal static class UnknownKey
{
    private const string Prefix = "is not a known key";
    private static readonly string[] OfCredential = ["clientid", "clientsecret", "clientsecretfile", "clientsecrets", "credentialfile", "apikey"];

    public static (string Text, string? Meant) Explain(IConfigurationSection key, string prefix, IReadOnlyList<string> known, IReadOnlyList<string> others, string path)
    {
        var plain = KeySynonyms.Plain(key.Key);
        if (plain == "technicalaccountemail")
        {
            return (Prefix + ", and the library does not need it: remove it.", null);
        }

        if (NearMiss.Of(key.Key, others) is { } other)
        {
            return ($"{Prefix}: did you mean {other}?", null);
        }

        if (prefix.Length == 0 && key.GetChildren().Any(child => OfCredential.Contains(KeySynonyms.Plain(child.Key))))
        {
            var register = path == AdobeServerAuthSection.DefaultPath ? $"AddAdobeServerAuth(\"{SafeText.Clean(key.Key)}\")" : "AddAdobeServerAuth with a name and this section";
            return ($"{Prefix}. It holds a credential: register it with {register}.", OptionFailure.AnyKey);
        }

        var meant = known.Where(name => KeySynonyms.Plain(name) == plain).Select(name => prefix + name).FirstOrDefault()
            ?? KeySynonyms.Of(key.Key)
            ?? AdobeServerAuthSection.Paths.FirstOrDefault(candidate => LastPart(candidate) == plain)
            ?? (NearMiss.Of(key.Key, known) is { } near ? prefix + near : null)
            ?? AdobeServerAuthSection.Paths.FirstOrDefault(candidate => NearMiss.Of(key.Key, [LastName(candidate)]) is not null);
        return meant is null ? ($"{Prefix}. Known here: {string.Join(", ", known.Concat(others))}.", null)
            : meant.StartsWith(prefix, StringComparison.Ordinal) && !meant.Substring(prefix.Length).Contains(':') ? ($"{Prefix}: did you mean {meant.Substring(prefix.Length)}?", meant)
            : ($"{Prefix}: did you mean {path}:{meant}?", meant);
    }

    private static string LastName(string path) => path.Substring(path.LastIndexOf(':') + 1);

    private static string LastPart(string path) => KeySynonyms.Plain(LastName(path));
}
