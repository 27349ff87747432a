namespace QuickStart;

/// <summary>The source of this program, which is embedded in it, so that what a step shows is what it runs.</summary>
internal static class SourceCode
{
    /// <summary>The lines between <c>// show: region</c> and <c>// end</c>, without their common indentation.</summary>
    /// <exception cref="InvalidOperationException">No source has that region.</exception>
    public static IReadOnlyList<string> Lines(string region)
    {
        var assembly = typeof(SourceCode).Assembly;
        foreach (var name in assembly.GetManifestResourceNames())
        {
            using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!);
            var lines = reader.ReadToEnd().ReplaceLineEndings("\n").Split('\n');
            var start = Array.FindIndex(lines, line => line.Trim() == "// show: " + region);
            if (start >= 0)
            {
                var shown = lines.Skip(start + 1).TakeWhile(line => line.Trim() != "// end").ToArray();
                var indent = shown.Where(line => line.Length > 0).Min(line => line.Length - line.TrimStart().Length);
                return [.. shown.Select(line => line.Length == 0 ? line : line[indent..])];
            }
        }

        throw new InvalidOperationException($"No source of this program has the region '{region}'.");
    }
}
