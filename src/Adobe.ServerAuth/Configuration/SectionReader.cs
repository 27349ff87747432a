using Adobe.ServerAuth.Diagnostics;
using Microsoft.Extensions.Configuration;

namespace Adobe.ServerAuth.Configuration;

// Reads a section by a table of known keys. A key that is not in it is a failure, with the nearest known one as a guess.
internal sealed class SectionReader<T>(IReadOnlyDictionary<string, Action<SectionKey, T>> keys)
{
    public void Read(IConfiguration section, string prefix, SectionContext context, T target)
    {
        foreach (var child in section.GetChildren())
        {
            if (keys.TryGetValue(child.Key, out var read))
            {
                read(new SectionKey(child, prefix + KnownSpelling(child.Key), context), target);
            }
            else if (prefix.Length > 0 || !context.Others.Contains(child.Key, StringComparer.OrdinalIgnoreCase))
            {
                context.Fail(prefix + SafeText.Clean(child.Key), Unknown(child.Key, prefix.Length > 0 ? [] : context.Others));
            }
        }
    }

    public bool Knows(string key) => keys.ContainsKey(key);

    public string KnownSpelling(string key) => keys.Keys.First(known => string.Equals(known, key, StringComparison.OrdinalIgnoreCase));

    private string Unknown(string key, IEnumerable<string> others)
    {
        var known = keys.Keys.Concat(others).ToArray();
        return NearMiss.Of(key, known) is { } guess
            ? $"is not a known key: did you mean {guess}?"
            : $"is not a known key. Known here: {string.Join(", ", known)}.";
    }
}
