namespace Adobe.ServerAuth.Tests.House;

// A row of a table of options. The prefix is that of the environment, with two underscores at its end; null where nothing is said of it.
internal sealed record OptionRow(string Place, string? EnvironmentPrefix, string Name, string Type, string Default, string Rule)
{
    private const string Section = "AdobeServerAuth__";

    public string EnvironmentName => EnvironmentPrefix + Name;

    public string Key => EnvironmentPrefix is null ? Name : EnvironmentName[Section.Length..].Replace("__", ":", StringComparison.Ordinal);
}
