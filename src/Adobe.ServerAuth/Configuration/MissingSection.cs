using Adobe.ServerAuth.Diagnostics;
using Microsoft.Extensions.Configuration;

namespace Adobe.ServerAuth.Configuration;

// What to say when a section holds no credential: where the configuration came from, what to set, and what was most likely meant. Names alone, never values.
internal static class MissingSection
{
    private const string Development = "Development";

    // The root is null when it is not known.
    public static string Describe(IConfiguration section, string path, IConfigurationRoot? root, IReadOnlyList<string> registered)
    {
        var variable = path.Replace(":", "__");
        var isThere = section.GetChildren().Any();
        var text = $"{(isThere ? "has neither ClientId nor ClientSecret nor Scopes" : "is missing or empty: no source of the configuration has a key below it")}. "
            + $"Set ClientId, ClientSecret and Scopes there, or as the environment variables {variable}__ClientId, {variable}__ClientSecret and {variable}__Scopes.";
        if (root is not null)
        {
            text += Sources(path, root) + Nearby(path, root, registered);
        }

        return $"{text} See {DocumentationLink.To("troubleshooting.md#at-startup")}.";
    }

    // The same for one key, where the section has others.
    public static string DescribeKey(string key, string path, IConfigurationRoot? root, IReadOnlyList<string> registered)
    {
        var text = $" In the environment it is {path.Replace(":", "__")}__{key.Replace(":", "__")}.";
        if (root is null)
        {
            return text;
        }

        var plain = KeySynonyms.Plain(key.Split(':').Last());
        var similar = NearbyKeys.Of(root, path, registered).Where(found => KeySynonyms.Plain(found).EndsWith(plain, StringComparison.Ordinal)).ToArray();
        var environment = EnvironmentOf(root) ?? (root["contentRoot"] is null ? Development : "Production");
        return text
            + (similar.Length == 0 ? "" : $" Similar keys elsewhere: {string.Join(", ", similar)}.")
            + (key == nameof(AdobeServerAuthOptions.ClientSecret) && !string.Equals(environment, Development, StringComparison.OrdinalIgnoreCase)
                ? $" User secrets are read in {Development} alone, and the environment is {SafeText.Clean(environment)}." : "");
    }

    private static string? EnvironmentOf(IConfigurationRoot root) => root["environment"] ?? root["ASPNETCORE_ENVIRONMENT"] ?? root["DOTNET_ENVIRONMENT"];

    private static string Sources(string path, IConfigurationRoot root)
    {
        var environment = EnvironmentOf(root);
        var folder = root["contentRoot"];
        var sources = ConfigurationSources.Of(root, folder);
        var missing = ConfigurationSources.MissingFiles(root).Where(file => file != ConfigurationSources.UserSecrets).ToArray();
        var text = $" Sources that were read: {(sources.Count == 0 ? "none" : string.Join(", ", sources))}."
            + (missing.Length == 0 ? "" : $" Not found{(folder is null ? "" : " in " + folder)}, or empty: {string.Join(", ", missing)}.");
        if (environment is null && folder is null)
        {
            // No host.
            return text;
        }

        var name = SafeText.Clean(environment) ?? "Production";
        var unread = ConfigurationSources.UnreadFiles(root, folder, path).ToArray();
        return text + $" Environment: {name}."
            + (unread.Length == 0 ? "" : $" Not read, and with this section: {string.Join(", ", unread)}.")
            + (string.Equals(name, Development, StringComparison.OrdinalIgnoreCase) ? ConfigurationSources.HasUserSecrets(root) ? ConfigurationSources.MissingFiles(root).Contains(ConfigurationSources.UserSecrets) ? " The user secrets are empty." : "" : " No user secrets are read: the project has no UserSecretsId." : $" User secrets and appsettings.Development.json are read in {Development} alone.");
    }

    private static string Nearby(string path, IConfigurationRoot root, IReadOnlyList<string> registered)
    {
        var found = NearbyKeys.Of(root, path, registered);
        return found.Count == 0 ? "" : $" Similar keys elsewhere: {string.Join(", ", found)}."
            + (found.Any(NearbyKeys.IsOfAppBuilder) ? " CredentialFile.ApplyEnvironment reads the variables of App Builder." : "");
    }
}
