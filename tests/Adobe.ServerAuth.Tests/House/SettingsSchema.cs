using System.Text.Json;
using System.Text.Json.Nodes;
using Json.Schema;

namespace Adobe.ServerAuth.Tests.House;

// The schema with which editors check appsettings.json, read as they read it.
internal sealed class SettingsSchema(string text)
{
    private const string Credential = "adobeServerAuthCredential";
    private readonly JsonSchema _schema = JsonSchema.FromText(text);
    private readonly JsonNode _json = JsonNode.Parse(text)!;

    public static string Text { get; } = RepositoryTree.Read("src/Adobe.ServerAuth/Schema/appsettings.schema.json");

    // The keys of the default credential, each of which is that of a named one.
    public IReadOnlyDictionary<string, string> OfDefault =>
        _json["properties"]!["AdobeServerAuth"]!["properties"]!.AsObject().ToDictionary(key => key.Key, key => (string)key.Value!["$ref"]!);

    public IReadOnlyDictionary<string, JsonObject> OfNamed => Flat(_json["definitions"]![Credential]!, "").ToDictionary(key => key.Key, key => key.Schema);

    // The keys of one HTTP client.
    public IEnumerable<string> OfHttpClient => _json["definitions"]!["adobeServerAuthHttpClients"]!["additionalProperties"]!["properties"]!.AsObject().Select(key => key.Key);

    public bool Accepts(JsonNode file) => Evaluate(file, OutputFormat.Flag).IsValid;

    // Where an editor underlines, and the keyword of the schema that it blames.
    public IEnumerable<string> Messages(JsonNode file) => Messages(Evaluate(file, OutputFormat.Hierarchical));

    public static string ReferenceTo(string key) => $"#/definitions/{Credential}/properties/{key}";

    private EvaluationResults Evaluate(JsonNode file, OutputFormat format)
    {
        using var document = JsonDocument.Parse(file.ToJsonString());
        return _schema.Evaluate(document.RootElement, new EvaluationOptions { OutputFormat = format });
    }

    // A "not" has no words of its own: it fails when what is below it does not.
    private static IEnumerable<string> Messages(EvaluationResults results) => results.IsValid ? [] :
    [
        .. (results.Errors ?? []).Select(error => $"{results.InstanceLocation}: {error.Key}"),
        .. (results.Details ?? []).SelectMany(detail => !detail.EvaluationPath.ToString().EndsWith("/not", StringComparison.Ordinal) ? Messages(detail)
            : detail.IsValid ? [$"{detail.InstanceLocation}: not"] : []),
    ];

    private static IEnumerable<(string Key, JsonObject Schema)> Flat(JsonNode section, string prefix) => section["properties"]!.AsObject().SelectMany(key =>
        key.Value!["properties"] is null ? [(prefix + key.Key, key.Value.AsObject())] : Flat(key.Value, prefix + key.Key + ":"));
}
