using System.Text.RegularExpressions;
using Adobe.ServerAuth.Diagnostics;
using Microsoft.Extensions.Configuration;

namespace Adobe.ServerAuth.Configuration;

// Keys of a configuration that look like those of a credential, and stand elsewhere: one underscore in a variable, a dot, a section of another name.
internal static class NearbyKeys
{
    private const int Most = 8;
    private static readonly string[] Telling = ["clientid", "clientsecret", "clientsecrets", "apikey"];
    private static readonly Regex Adobe = new("adobe|(^|[_:])(ims|aio|aem|firefly|pdf_services|s3d|wfb)[_:]", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase);

    // The registered sections belong to credentials that are read.
    public static IReadOnlyList<string> Of(IConfiguration root, string path, IReadOnlyList<string> registered) =>
    [
        .. root.AsEnumerable().Where(pair => pair.Value is not null).Select(pair => pair.Key)
            .Where(key => !IsBelow(key, path) && !registered.Any(section => string.Equals(Parent(key), section, StringComparison.OrdinalIgnoreCase)) && IsNear(key, path))
            .Concat(Unread(root, path))
            .Select(key => SafeText.Clean(key)!).Distinct(StringComparer.OrdinalIgnoreCase).OrderBy(key => key, StringComparer.Ordinal).Take(Most),
    ];

    public static bool IsOfAppBuilder(string key) => key.StartsWith("IMS_OAUTH_S2S_", StringComparison.OrdinalIgnoreCase) || key.StartsWith("AIO_ims_contexts_", StringComparison.OrdinalIgnoreCase);

    private static bool IsNear(string key, string path)
    {
        var (plain, plainPath) = (KeySynonyms.Plain(key), KeySynonyms.Plain(path));
        if (plain.StartsWith(plainPath, StringComparison.Ordinal) && AdobeServerAuthSection.Paths.Any(known => plain == plainPath + KeySynonyms.Plain(known)))
        {
            return true;
        }

        return Telling.Any(name => plain.EndsWith(name, StringComparison.Ordinal))
            && (Telling.Contains(plain) || Adobe.IsMatch(key) || (Parent(key) is { Length: > 0 } parent && NearMiss.Of(parent, [path]) is not null));
    }

    // The right variable, in a process whose configuration reads no variables.
    private static IEnumerable<string> Unread(IConfiguration root, string path)
    {
        foreach (var key in AdobeServerAuthSection.Paths.Where(key => !key.Contains(':')))
        {
            var variable = $"{path}:{key}".Replace(":", "__");
            if (root[$"{path}:{key}"] is null && Environment.GetEnvironmentVariable(variable) is { Length: > 0 })
            {
                yield return variable + " (set, but this configuration reads no environment variables)";
            }
        }
    }

    private static bool IsBelow(string key, string path) => key.StartsWith(path + ":", StringComparison.OrdinalIgnoreCase);

    private static string Parent(string key) => key.LastIndexOf(':') is var end and > 0 ? key.Substring(0, end) : "";
}
