using Microsoft.Extensions.Configuration;

namespace Adobe.ServerAuth.Configuration;

// Which of two shapes of one key came from the later source: a file may hold an array, and the environment one text for the same key.
internal static class SourceOrder
{
    // Null when that can not be told: no root, or a source that has both.
    public static bool? TextIsNewer(IConfigurationRoot? root, string path)
    {
        foreach (var provider in root?.Providers.Reverse() ?? [])
        {
            var hasText = provider.TryGet(path, out var text) && !string.IsNullOrEmpty(text);
            var hasArray = provider.GetChildKeys([], path).Any();
            if (hasText || hasArray)
            {
                return hasText && hasArray ? null : hasText;
            }
        }

        return null;
    }
}
