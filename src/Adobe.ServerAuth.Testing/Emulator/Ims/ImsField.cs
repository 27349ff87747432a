namespace Adobe.ServerAuth.Testing.Emulator;

internal sealed class ImsField(FieldSource source, string name, string value)
{
    public FieldSource Source { get; } = source;

    public string Name { get; } = name;

    public string Value { get; } = value;
}
