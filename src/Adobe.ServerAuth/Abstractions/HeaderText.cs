namespace Adobe.ServerAuth.Abstractions;

// What can stand as a header's value without being checked again: visible ASCII, no blanks.
internal static class HeaderText
{
    public static bool IsValid(string value)
    {
        foreach (var c in value)
        {
            if (c is <= ' ' or > '~')
            {
                return false;
            }
        }

        return value.Length > 0;
    }

    public static string? Checked(string? value, string name) =>
        value is null || IsValid(value)
            ? value
            : throw new ArgumentException(name + " must be visible ASCII characters without blanks, since it is sent as a header.", name);
}
