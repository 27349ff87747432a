namespace Adobe.ServerAuth.Tests.House;

// A fenced block. FirstLine is the number of its first line of content in the file, from 1.
internal sealed record MarkdownBlock(string Path, int FirstLine, string Language, IReadOnlyList<string> Lines)
{
    public string Text => string.Join('\n', Lines);

    public bool IsCSharp => Language is "csharp" or "cs" or "c#";

    public bool IsJson => Language is "json" or "jsonc" or "json5";

    // Where a line of the block is, counted from 0.
    public string Place(int line = 0) => $"{Path}:{FirstLine + line}";
}
