using System.Text.Json;
using System.Text.RegularExpressions;
using Adobe.ServerAuth.Diagnostics;
using Microsoft.Extensions.Configuration;

namespace Adobe.ServerAuth.Configuration;

// The sources of a configuration by name. What they print of themselves is enough, and saves a dependency on the package of each.
internal static class ConfigurationSources
{
    public const string UserSecrets = "secrets.json";

    private const int LongestFile = 256 * 1024;
    private const string Provider = "ConfigurationProvider";
    private static readonly Regex File = new(@" for '(?<path>.*)' \((Optional|Required)\)\z", RegexOptions.CultureInvariant);
    private static readonly Regex Prefix = new(@" Prefix: '(?<prefix>[^']+)'", RegexOptions.CultureInvariant);
    private static readonly JsonDocumentOptions Lenient = new() { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip };

    // A chained configuration is the host's own, whose sources stand beside it.
    public static IReadOnlyList<string> Of(IConfigurationRoot root, string? folder) =>
        [.. root.Providers.Where(provider => !IsMissingFile(provider) && provider.GetType().Name != "ChainedConfigurationProvider").Select(provider => Describe(provider, folder)).Distinct()];

    public static IReadOnlyList<string> MissingFiles(IConfigurationRoot root) => [.. root.Providers.Where(IsMissingFile).Select(provider => PathOf(provider)!).Distinct()];

    public static bool HasUserSecrets(IConfigurationRoot root) => root.Providers.Any(provider => PathOf(provider) == UserSecrets);

    // Settings of other environments that would have had the section, and files beside the application where it was started in another folder.
    public static IEnumerable<string> UnreadFiles(IConfigurationRoot root, string? folder, string path)
    {
        var read = root.Providers.Where(HasKeys).Select(PathOf).Where(file => file is not null).Select(file => FullPath(file!, folder)).ToArray();
        return new[] { folder ?? Directory.GetCurrentDirectory(), AppContext.BaseDirectory }
            .SelectMany(FilesIn).Select(Path.GetFullPath).Distinct(StringComparer.Ordinal)
            .Where(file => !read.Contains(file) && HasSection(file, path.Split(':')[0]));
    }

    private static string Describe(IConfigurationProvider provider, string? folder)
    {
        var name = provider.GetType().Name;
        if (PathOf(provider) is { } path)
        {
            var full = FullPath(path, folder);
            return System.IO.File.Exists(full) ? full : path;
        }

        return name switch
        {
            "EnvironmentVariablesConfigurationProvider" => Prefix.Match(provider.ToString() ?? "") is { Success: true } match ? $"environment variables that begin with {match.Groups["prefix"].Value}" : "environment variables",
            "CommandLineConfigurationProvider" => "command line",
            "MemoryConfigurationProvider" => "values set in code",
            _ => name.EndsWith(Provider, StringComparison.Ordinal) ? name.Substring(0, name.Length - Provider.Length) : name,
        };
    }

    private static bool IsMissingFile(IConfigurationProvider provider) => PathOf(provider) is not null && !HasKeys(provider);

    // Providers of others may print a connection string.
    private static string? PathOf(IConfigurationProvider provider) =>
        provider.GetType().Namespace?.StartsWith("Microsoft.Extensions.Configuration", StringComparison.Ordinal) == true && File.Match(provider.ToString() ?? "") is { Success: true } match
            ? SafeText.Clean(match.Groups["path"].Value)
            : null;

    private static bool HasKeys(IConfigurationProvider provider) => provider.GetChildKeys([], null).Any();

    private static string FullPath(string path, string? folder) => Path.GetFullPath(Path.Combine(folder ?? Directory.GetCurrentDirectory(), path));

    private static IEnumerable<string> FilesIn(string folder)
    {
        try
        {
            return Directory.GetFiles(folder, "appsettings*.json").Take(20);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return [];
        }
    }

    private static bool HasSection(string file, string section)
    {
        try
        {
            if (new FileInfo(file).Length > LongestFile)
            {
                return false;
            }

            using var json = JsonDocument.Parse(System.IO.File.ReadAllText(file), Lenient);
            return json.RootElement.ValueKind == JsonValueKind.Object && json.RootElement.EnumerateObject().Any(property => string.Equals(property.Name.Split(':')[0], section, StringComparison.OrdinalIgnoreCase));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or JsonException or InvalidOperationException)
        {
            return false;
        }
    }
}
