using System.Globalization;

namespace QuickStart;

/// <summary>Writes for a person: titles, wrapped text, and names with values.</summary>
internal static class Page
{
    private const int Width = 92;

    public static void Title(string title)
    {
        Console.WriteLine();
        Console.WriteLine(title);
        Console.WriteLine(new string('-', title.Length));
    }

    public static void Value(string name, object? value) =>
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {name,-18} {value}"));

    public static void Text(string text)
    {
        var line = "  ";
        foreach (var word in text.Split(' '))
        {
            if (line.Length + word.Length > Width)
            {
                Console.WriteLine(line.TrimEnd());
                line = "  ";
            }

            line += word + " ";
        }

        Console.WriteLine(line.TrimEnd());
    }
}
