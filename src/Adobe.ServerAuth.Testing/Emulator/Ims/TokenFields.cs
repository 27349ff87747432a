namespace Adobe.ServerAuth.Testing.Emulator;

/// <summary>What the endpoints that are asked about a token have in common: their fields come in the body, and who asks says so twice.</summary>
internal sealed class TokenFields(string typeField, string[] types, string[] optional)
{
    private readonly string[] _required = [typeField, "client_id", "token"];

    private readonly FieldRules _rules = new(
        sources: [FieldSource.UrlEncodedBody], once: [typeField, "client_id", "token", .. optional], repeatable: []);

    public ImsReply? Check(ImsRequest request) => _rules.Check(request) ?? CheckRequired(request) ?? CheckType(request) ?? CheckHeader(request);

    private ImsReply? CheckRequired(ImsRequest request) =>
        _required.FirstOrDefault(name => string.IsNullOrEmpty(request.Find(name))) is { } missing
            ? ImsReply.Malformed($"missing {missing} parameter")
            : null;

    private ImsReply? CheckType(ImsRequest request) =>
        types.Contains(request.Find(typeField)) ? null : ImsReply.Malformed($"invalid {typeField} parameter");

    private static ImsReply? CheckHeader(ImsRequest request) =>
        request.ClientIdHeader is { } header && header != request.Find("client_id")
            ? ImsReply.Malformed("X-IMS-ClientId is not the client_id parameter")
            : null;
}
