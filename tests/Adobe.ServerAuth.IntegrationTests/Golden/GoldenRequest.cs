using System.Text;
using System.Text.RegularExpressions;

namespace Adobe.ServerAuth.IntegrationTests.Golden;

/// <summary>A request as docs/ims-protocol.md writes it, byte for byte, with placeholders in braces.</summary>
internal static partial class GoldenRequest
{
    private const string EndOfHeaders = "\r\n\r\n";

    /// <summary>Fills the placeholders: as they are in the head, URL-encoded in the body; {content_length} fills itself.</summary>
    public static byte[] Fill(string name, params (string Placeholder, string Value)[] values)
    {
        var template = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Golden", name + ".http"));
        var end = template.IndexOf(EndOfHeaders, StringComparison.Ordinal) + EndOfHeaders.Length;
        var all = values.ToDictionary(pair => pair.Placeholder, pair => pair.Value);
        var body = Replace(template[end..], placeholder => Uri.EscapeDataString(all[placeholder]));
        all["content_length"] = $"{body.Length}";
        return Encoding.ASCII.GetBytes(Replace(template[..end], placeholder => all[placeholder]) + body);
    }

    private static string Replace(string text, Func<string, string> value) =>
        Placeholder().Replace(text, match => value(match.Groups[1].Value));

    [GeneratedRegex(@"\{([a-z_]+)\}")]
    private static partial Regex Placeholder();
}
