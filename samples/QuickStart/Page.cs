using System.Globalization;

namespace QuickStart;

/// <summary>Writes for a terminal of 80 columns. Colors appear on a terminal alone, and not with NO_COLOR.</summary>
internal static class Page
{
    public const int Width = 80;

    private const int Indent = 2;
    private const int ValueColumn = 21;

    private static readonly bool HasColor =
        !Console.IsOutputRedirected && string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR")) && Environment.GetEnvironmentVariable("TERM") != "dumb";

    private static int _steps;
    private static int _recoveries;

    /// <summary>Begins a step, and shows the code behind it.</summary>
    /// <param name="title">What the step shows.</param>
    /// <param name="region">The part of this program's source that the step runs; see <see cref="SourceCode"/>.</param>
    public static void Step(string title, string region)
    {
        Title(title);
        foreach (var line in SourceCode.Lines(region))
        {
            Console.WriteLine(("  | " + line).TrimEnd());
        }

        Console.WriteLine();
    }

    public static void Title(string title)
    {
        Console.WriteLine();
        InColor(ConsoleColor.Cyan, () => Console.WriteLine(title));
        Console.WriteLine(new string('-', title.Length));
    }

    /// <summary>Ends a step that went as expected.</summary>
    public static void Ok(string text)
    {
        _steps++;
        Mark("[ok]", ConsoleColor.Green, text);
    }

    /// <summary>Ends a step in which something failed, and the library recovered.</summary>
    public static void Recovered(string text)
    {
        _steps++;
        _recoveries++;
        Mark("[recovered]", ConsoleColor.Yellow, text);
    }

    public static void Failed(string text) => Mark("[failed]", ConsoleColor.Red, text);

    public static void Value(string name, object? value)
    {
        var lines = Wrap(Convert.ToString(value, CultureInfo.InvariantCulture) ?? "", Width - ValueColumn);
        for (var i = 0; i < lines.Count; i++)
        {
            Console.WriteLine((i == 0 ? new string(' ', Indent) + name.PadRight(ValueColumn - Indent - 1) + " " : new string(' ', ValueColumn)) + lines[i]);
        }
    }

    public static void Text(string text)
    {
        foreach (var line in Wrap(text, Width - Indent))
        {
            Console.WriteLine(new string(' ', Indent) + line);
        }
    }

    public static void Summary()
    {
        Value("steps", $"{_steps} succeeded, {_recoveries} of them recovered from a failure");
    }

    private static void Mark(string mark, ConsoleColor color, string text)
    {
        var lines = Wrap(text, Width - Indent - mark.Length - 1);
        Console.Write(new string(' ', Indent));
        InColor(color, () => Console.Write(mark));
        for (var i = 0; i < lines.Count; i++)
        {
            Console.WriteLine((i == 0 ? " " : new string(' ', Indent + mark.Length + 1)) + lines[i]);
        }
    }

    // A word that is longer than a line is cut, and loses nothing.
    private static List<string> Wrap(string text, int width)
    {
        List<string> lines = [""];
        foreach (var word in text.Split(' ').SelectMany(word => word.Length == 0 ? [word] : word.Chunk(width).Select(part => new string(part))))
        {
            if (lines[^1].Length == 0)
            {
                lines[^1] = word;
            }
            else if (lines[^1].Length + 1 + word.Length <= width)
            {
                lines[^1] += " " + word;
            }
            else
            {
                lines.Add(word);
            }
        }

        return lines;
    }

    private static void InColor(ConsoleColor color, Action write)
    {
        if (!HasColor)
        {
            write();
            return;
        }

        Console.ForegroundColor = color;
        write();
        Console.ResetColor();
    }
}
