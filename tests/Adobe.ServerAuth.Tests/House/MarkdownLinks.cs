using System.Text.RegularExpressions;

namespace Adobe.ServerAuth.Tests.House;

// Links from one document of the repository to another of its files or headings.
internal static partial class MarkdownLinks
{
    public static IEnumerable<string> Broken(MarkdownFile file) =>
        (from line in MarkdownBlocks.Prose(file)
         from target in Targets(line.Text)
         where !Absolute().IsMatch(target)
         let reason = Reason(file, target)
         where reason is not null
         select $"{file.Path}:{line.Number}: {target} {reason}").Concat(Undefined(file));

    private static IEnumerable<string> Undefined(MarkdownFile file)
    {
        var defined = MarkdownBlocks.Prose(file).SelectMany(line => Definition().Matches(line.Text)).Select(match => match.Groups["name"].Value).ToHashSet(StringComparer.OrdinalIgnoreCase);
        return from line in MarkdownBlocks.Prose(file)
               from reference in Reference().Matches(CodeSpan().Replace(line.Text, ""))
               let name = reference.Groups["name"].Value
               where !defined.Contains(name)
               select $"{file.Path}:{line.Number}: [{name}] is defined nowhere";
    }

    private static IEnumerable<string> Targets(string line)
    {
        var text = CodeSpan().Replace(line, "");
        Regex[] patterns = [Inline(), Definition(), Html()];
        return patterns.SelectMany(pattern => pattern.Matches(text)).Select(match => match.Groups["target"].Value);
    }

    private static string? Reason(MarkdownFile file, string target)
    {
        var parts = target.Split('#', 2);
        var path = parts[0].Length == 0 ? file.Path : Resolve(file.Path, Uri.UnescapeDataString(parts[0]));
        if (path.StartsWith("..", StringComparison.Ordinal))
        {
            return "leaves the repository";
        }

        if (path != file.Path && !RepositoryTree.Exists(path))
        {
            return "does not exist";
        }

        return parts.Length == 1 || HasAnchor(path == file.Path ? file : null, path, parts[1]) ? null : "names no heading there";
    }

    private static string Resolve(string from, string target)
    {
        var folder = target.StartsWith('/') ? RepositoryTree.Root : Path.Combine(RepositoryTree.Root, Path.GetDirectoryName(from)!);
        var full = Path.GetFullPath(Path.Combine(folder, target.TrimStart('/')));
        return Path.GetRelativePath(RepositoryTree.Root, full).Replace('\\', '/');
    }

    private static bool HasAnchor(MarkdownFile? known, string path, string anchor) =>
        path.EndsWith(".md", StringComparison.OrdinalIgnoreCase)
            ? HeadingAnchors.Of(known ?? MarkdownFile.Load(path)).Contains(Uri.UnescapeDataString(anchor))
            : LineAnchor().IsMatch(anchor);

    [GeneratedRegex(@"\]\(\s*<?(?<target>[^)>\s]+)>?(?:\s+[""'(][^)]*)?\)")]
    private static partial Regex Inline();

    [GeneratedRegex(@"^\s{0,3}\[(?<name>[^\]]+)\]:\s*<?(?<target>[^>\s]+)")]
    private static partial Regex Definition();

    [GeneratedRegex(@"\[[^\]]+\]\[(?<name>[^\]]+)\]")]
    private static partial Regex Reference();

    [GeneratedRegex(@"(?:href|src)\s*=\s*[""'](?<target>[^""']+)")]
    private static partial Regex Html();

    [GeneratedRegex(@"(?<ticks>`+).+?\k<ticks>")]
    private static partial Regex CodeSpan();

    [GeneratedRegex("^(?:[A-Za-z][A-Za-z0-9+.-]*:|//)")]
    private static partial Regex Absolute();

    [GeneratedRegex("^L[0-9]+(?:-L[0-9]+)?$")]
    private static partial Regex LineAnchor();
}
