namespace Adobe.ServerAuth.Configuration;

// What is wrong with one key, without its value. Keys are written as in configuration: "Cache:RefreshJitter". An empty key is the section itself.
internal sealed class OptionFailure(string key, string text)
{
    public string Key { get; } = key;

    // As the user wrote it: a path in a section, or a property of a type.
    public string InSection(string path) => Key.Length == 0 ? $"{path} {text}" : $"{path}:{Key} {text}";

    public string InCode(string type) => $"{type}.{Key.Replace(':', '.')} {text}";
}
