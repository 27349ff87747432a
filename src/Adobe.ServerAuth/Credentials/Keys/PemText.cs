namespace Adobe.ServerAuth.Credentials;

// docs/ims-protocol.md 3.3: PEM text as it comes out of files, JSON and environment variables. No pattern does this in linear time.
internal static class PemText
{
    private const string Begin = "-----BEGIN ";
    private const string Dashes = "-----";

    public static bool HasBegin(string text) => text.Contains(Begin, StringComparison.Ordinal);

    // The blocks that are complete, and whether there is another one that is not.
    public static IReadOnlyList<PemBlock> Read(string text, out bool isCut)
    {
        text = WithLineBreaks(text);
        var blocks = new List<PemBlock>();
        isCut = false;
        var at = 0;
        while ((at = text.IndexOf(Begin, at, StringComparison.Ordinal)) >= 0)
        {
            at += Begin.Length;
            if (Block(text, at, out var end) is { } block)
            {
                blocks.Add(block);
                at = end;
            }
            else
            {
                isCut = true;
            }
        }

        return blocks;
    }

    private static PemBlock? Block(string text, int start, out int end)
    {
        end = 0;
        var endOfLabel = text.IndexOf(Dashes, start, StringComparison.Ordinal);
        if (endOfLabel < 0)
        {
            return null;
        }

        var label = text.Substring(start, endOfLabel - start);
        var footer = Dashes + "END " + label + Dashes;
        var body = endOfLabel + Dashes.Length;
        end = text.IndexOf(footer, body, StringComparison.Ordinal);
        return end < 0 ? null : new PemBlock(label, text.Substring(body, end - body));
    }

    // One-line variables write line breaks as backslash and n, which base64 text never has.
    private static string WithLineBreaks(string text) => text.Replace("\\r", "\r").Replace("\\n", "\n");
}
