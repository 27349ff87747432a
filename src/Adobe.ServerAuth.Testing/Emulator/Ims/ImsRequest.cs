namespace Adobe.ServerAuth.Testing.Emulator;

/// <summary>
/// The fields of a request, whatever part of it they came in, what is wrong with its form, and the host and the client that its head names.
/// </summary>
internal sealed class ImsRequest(IReadOnlyList<ImsField> fields, string? defect, string authority, string? clientIdHeader, byte[] body)
{
    public IReadOnlyList<ImsField> Fields { get; } = fields;

    public string? Defect { get; } = defect;

    public string Authority { get; } = authority;

    /// <summary><c>X-IMS-ClientId</c>; null if there is none.</summary>
    public string? ClientIdHeader { get; } = clientIdHeader;

    public byte[] Body { get; } = body;

    public JwtAssertion? Assertion { get; } = JwtAssertion.Read(fields.FirstOrDefault(field => field.Name == "jwt_token")?.Value);

    public string? Find(string name) => Fields.FirstOrDefault(field => field.Name == name)?.Value;
}
