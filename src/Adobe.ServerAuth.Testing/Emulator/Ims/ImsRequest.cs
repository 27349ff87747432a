namespace Adobe.ServerAuth.Testing.Emulator;

/// <summary>The fields of a request, whatever part of it they came in, what is wrong with its form, and the host it names.</summary>
internal sealed class ImsRequest(IReadOnlyList<ImsField> fields, string? defect, string authority, byte[] body)
{
    public IReadOnlyList<ImsField> Fields { get; } = fields;

    public string? Defect { get; } = defect;

    public string Authority { get; } = authority;

    public byte[] Body { get; } = body;

    public JwtAssertion? Assertion { get; } = JwtAssertion.Read(fields.FirstOrDefault(field => field.Name == "jwt_token")?.Value);

    public string? Find(string name) => Fields.FirstOrDefault(field => field.Name == name)?.Value;
}
