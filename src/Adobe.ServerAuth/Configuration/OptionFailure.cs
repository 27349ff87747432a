namespace Adobe.ServerAuth.Configuration;

// What is wrong with one key, without its value. Keys are written as in configuration: "Cache:RefreshJitter". An empty key is the
// section itself. The path is that of the section that was read; null for options that were set in code.
internal sealed record OptionFailure(string? SectionPath, string Key, string Text)
{
    // Whatever is missing.
    public const string AnyKey = "*";

    // The key that this one was most likely meant to be: that it is missing has the same cause.
    public string? MeantKey { get; init; }

    // As the user wrote it: a path in a section, or a property of a type.
    public string ToLine(string type) => SectionPath is null
        ? $"{type}.{Key.Replace(':', '.')} {Text}"
        : Key.Length == 0 ? $"{SectionPath} {Text}" : $"{SectionPath}:{Key} {Text}";
}
