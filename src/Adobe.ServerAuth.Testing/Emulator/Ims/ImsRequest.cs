namespace Adobe.ServerAuth.Testing.Emulator;

/// <summary>The fields of a request, whatever part of it they came in, and what is wrong with its form.</summary>
internal sealed class ImsRequest(IReadOnlyList<ImsField> fields, string? defect)
{
    public IReadOnlyList<ImsField> Fields { get; } = fields;

    public string? Defect { get; } = defect;

    public string? Find(string name) => Fields.FirstOrDefault(field => field.Name == name)?.Value;
}
