using Microsoft.Extensions.Configuration;

namespace Adobe.ServerAuth.Configuration;

// Keys that no reader of the section looks at.
internal static class UnreadKeys
{
    // Comments, and JSON's "$schema". "_ClientId" is what a third underscore in the name of an environment variable leaves, and no comment.
    public static bool IsComment(string key, IEnumerable<string> known) =>
        key.StartsWith("//", StringComparison.Ordinal)
        || key.StartsWith('#')
        || key.StartsWith('$')
        || (key.StartsWith('_') && NearMiss.Of(key, known) is null);

    // XML writes the attribute of <Scopes Name="0"> as the key Scopes:0:Name.
    public static bool IsXmlName(IConfigurationSection key, IConfiguration parent) =>
        string.Equals(key.Key, "Name", StringComparison.OrdinalIgnoreCase) && parent is IConfigurationSection section && string.Equals(key.Value, section.Key, StringComparison.OrdinalIgnoreCase);
}
