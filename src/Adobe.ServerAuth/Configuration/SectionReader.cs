using Adobe.ServerAuth.Diagnostics;
using Microsoft.Extensions.Configuration;

namespace Adobe.ServerAuth.Configuration;

// Reads a section by a table of known keys. A key that is not in it is a failure, with the key that was most likely meant.
internal sealed class SectionReader<T>(IReadOnlyDictionary<string, Action<SectionKey, T>> keys)
{
    public IEnumerable<string> Keys => keys.Keys;

    public void Read(IConfiguration section, string prefix, SectionContext context, T target)
    {
        var others = prefix.Length > 0 ? [] : context.Others;
        foreach (var child in section.GetChildren())
        {
            if (keys.TryGetValue(child.Key, out var read))
            {
                read(new SectionKey(child, prefix + KnownSpelling(child.Key), context), target);
            }
            else if (!others.Contains(child.Key, StringComparer.OrdinalIgnoreCase) && !UnreadKeys.IsComment(child.Key, keys.Keys) && !UnreadKeys.IsXmlName(child, section))
            {
                var (text, meant) = UnknownKey.Explain(child, prefix, [.. keys.Keys], others, context.Path);
                context.Fail(prefix + SafeText.Clean(child.Key), text, meant);
            }
        }
    }

    public bool Knows(string key) => keys.ContainsKey(key);

    public string KnownSpelling(string key) => keys.Keys.First(known => string.Equals(known, key, StringComparison.OrdinalIgnoreCase));
}
