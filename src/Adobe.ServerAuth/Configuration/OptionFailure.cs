namespace Adobe.ServerAuth.Configuration;

// What is wrong with one key, without its value. Keys are written as in configuration: "Cache:RefreshJitter". An empty key is the
// section itself. The path is that of the section that was read; null for options that were set in code.
internal sealed record OptionFailure(string? SectionPath, string Key, string Text)
{
    // As the user wrote it: a path in a section, or a property of a type.
    public string ToLine(string type) => SectionPath is null
        ? $"{type}.{Key.Replace(':', '.')} {Text}"
        : Key.Length == 0 ? $"{SectionPath} {Text}" : $"{SectionPath}:{Key} {Text}";
}
