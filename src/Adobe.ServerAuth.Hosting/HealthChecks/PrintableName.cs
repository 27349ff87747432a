namespace Adobe.ServerAuth.Hosting.HealthChecks;

// The name of a credential for a line of text, which may end in a terminal.
internal static class PrintableName
{
    public static string Of(string name) => string.Concat(name.Where(letter => !char.IsControl(letter) && letter is not ('\u2028' or '\u2029' or (>= '\u202a' and <= '\u202e') or (>= '\u2066' and <= '\u2069'))));
}
