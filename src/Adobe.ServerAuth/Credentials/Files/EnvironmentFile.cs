using System.Text;

namespace Adobe.ServerAuth.Credentials;

// A .env file, as dotenv reads it: NAME=value, with quotes, escapes, comments, and values of several lines.
internal static class EnvironmentFile
{
    private const string Export = "export";

    public static IEnumerable<KeyValuePair<string, string>> Read(string text)
    {
        text = text.Replace("\r\n", "\n").Replace('\r', '\n');
        var at = 0;
        while (at < text.Length)
        {
            var end = EndOfLine(text, at);
            var equals = text.IndexOf('=', at, end - at);
            var name = (equals < 0 ? "" : text.Substring(at, equals - at)).Trim();
            name = name.StartsWith(Export, StringComparison.Ordinal) && name.Length > Export.Length && char.IsWhiteSpace(name[Export.Length]) ? name.Substring(Export.Length).Trim() : name;
            if (name.Length == 0 || name[0] == '#')
            {
                at = end + 1;
                continue;
            }

            yield return new(name, Value(text, equals + 1, ref end));
            at = end + 1;
        }
    }

    // Moves the end of the line on to that of the value.
    private static string Value(string text, int start, ref int end)
    {
        while (start < end && text[start] is ' ' or '\t')
        {
            start++;
        }

        if (start < end && text[start] is '"' or '\'' or '`' && Close(text, start) is var close and > 0)
        {
            end = EndOfLine(text, close);
            var inner = text.Substring(start + 1, close - start - 1);
            return text[start] == '"' ? Unescaped(inner) : inner;
        }

        // A comment begins the value, or follows a blank.
        for (var i = start; i < end; i++)
        {
            if (text[i] == '#' && (i == start || char.IsWhiteSpace(text[i - 1])))
            {
                return text.Substring(start, i - start).Trim();
            }
        }

        return text.Substring(start, end - start).Trim();
    }

    // Zero when there is none.
    private static int Close(string text, int open)
    {
        for (var i = open + 1; i < text.Length; i++)
        {
            if (text[i] == '\\' && text[open] == '"')
            {
                i++;
            }
            else if (text[i] == text[open])
            {
                return i;
            }
        }

        return 0;
    }

    // Line breaks, and what JSON in such a value needs; any other backslash is one.
    private static string Unescaped(string text)
    {
        var result = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            var isEscape = text[i] == '\\' && i + 1 < text.Length && text[i + 1] is ('n' or 'r' or '"' or '\\');
            i += isEscape ? 1 : 0;
            result.Append(!isEscape ? text[i] : text[i] switch { 'n' => '\n', 'r' => '\r', var other => other });
        }

        return result.ToString();
    }

    private static int EndOfLine(string text, int start) => text.IndexOf('\n', start) is var end and >= 0 ? end : text.Length;
}
