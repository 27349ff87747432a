using System.Text.Json;
using System.Text.Json.Nodes;
using Adobe.ServerAuth.Tests.Configuration;
using Adobe.ServerAuth.Tests.Fakes;

namespace Adobe.ServerAuth.Tests.House;

// What an editor says of appsettings.json is what the application says at its start.
public sealed class SettingsSchemaTests
{
    private static readonly SettingsSchema Schema = new(SettingsSchema.Text);
    private static readonly IReadOnlyList<OptionRow> Rows = OptionTables.Rows(MarkdownFile.Load("docs/configuration.md"));
    private static readonly JsonDocumentOptions Relaxed = new() { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip };

    // One file can not tell what is missing, what another source says, and which host is asked in the end.
    private static readonly string[] NotInOneFile = ["is missing", "is not set", "both as an array and as one text", "names a host that is not the IMS that is asked"];

    public static TheoryData<string, string, string> Planted => new()
    {
        { "\"ClockSkew\"", "\"ClokSkew\"", "Cache:ClockSkew is not in the schema" },
        { "\"ClockSkew\"", "\"ClokSkew\"", "Cache:ClokSkew is no option" },
        { "properties/Scopes\"", "properties/ClientId\"", "Scopes of the default credential is #/definitions/" },
        { "\"default\": \"00:00:00.5\"", "\"default\": \"00:00:05\"", "the default of TokenRequest:RetryDelay should be 00:00:00.5" },
        { "Default: 00:00:00.5; more than zero, at most 1 minute.", "Default: 00:00:00.5; at most 1 minute.", "the description of TokenRequest:RetryDelay does not say: more than zero, at most 1 minute" },
        { "\"maximum\": 10\n", "\"maximum\": 11\n", "TokenRequest:MaxRetries '11' is an error" },
        { "\"minimum\": 4096", "\"minimum\": 4097", "TokenRequest:MaxResponseBytes '4096' is valid" },
        { "10:0?0", "11:0?0", "Jwt:AssertionLifetime '00:11:00' is an error" },
        { "(?![0:.]*$)", "", "Cache:RejectionCooldown '00:00:00' is an error" },
        { "\"type\": \"boolean\"", "\"type\": \"string\"", "Jwt:SendJwtId should be of type boolean" },
        { "\"PassThroughHosts\"", "\"PasThroughHosts\"", "an HTTP client lacks PassThroughHosts" },
    };

    public static TheoryData<string> Broken =>
        [.. BrokenKeys.All.Concat(BrokenJwtKeys.All).Where(way => !NotInOneFile.Any(way.Value.Rule.Contains)).Select(way => way.Key).Distinct()];

    public static TheoryData<string, string> Fine => new()
    {
        { "Flow", "jWT" }, { "Flow", "" }, { "ClientId", "" }, { "ClientSecret", "" }, { "ClientSecret", "two words" }, { "OrganizationId", Make.OrganizationId },
        { "Scopes", "" }, { "Scopes", " openid ,\tAdobeID , " }, { "Scopes", "[\"openid\", \"AdobeID\"]" }, { "Scopes:0", "openid, AdobeID" }, { "Scopes:0", "additional_info.projectedProductContext" },
        { "ImsEndpoint", "https://ims-na1.adobelogin.com/" }, { "ImsEndpoint", "http://localhost:8080" }, { "ImsEndpoint", "http://127.0.0.1:8080/ims/" }, { "ImsEndpoint", "http://[::1]:8080" },
        { "TokenEndpoint", "https://ims-na1.adobelogin.com/ims/token/v3" }, { "TokenEndpoint", "https://pdf-services.adobe.io/token" },
        { "Jwt:MetaScopes", "ent_dataservices_sdk, /s/ent_user_sdk" }, { "Jwt:MetaScopes:0", "https://ims-na1.adobelogin.com/s/ent_dataservices_sdk/" }, { "Jwt:PrivateKey:0", "a line" },
        { "Jwt:TechnicalAccountId", Make.TechnicalAccountId }, { "Cache:ClockSkew", "00:01:00" }, { "analytics:Cache:ClockSkew", "00:01:00" }, { "analytics:Scopes:0", "openid" },
    };

    [Fact]
    public void The_schema_and_the_options_are_the_same() => Findings.None(SchemaComparison.Failures(Schema, Rows));

    [Theory]
    [MemberData(nameof(Planted))]
    public void A_schema_that_is_not_true_is_found(string text, string planted, string failure)
    {
        Assert.Contains(text, SettingsSchema.Text, StringComparison.Ordinal);
        var schema = new SettingsSchema(SettingsSchema.Text.Replace(text, planted, StringComparison.Ordinal));

        Assert.Contains(SchemaComparison.Failures(schema, Rows), found => found.Contains(failure, StringComparison.Ordinal));
    }

    // The same mistakes that the library is tested with, in the default credential and in a named one.
    [Theory]
    [MemberData(nameof(Broken))]
    public void A_broken_key_is_an_error_in_the_editor_too(string name)
    {
        var isJwt = !BrokenKeys.All.TryGetValue(name, out var broken);
        broken ??= BrokenJwtKeys.All[name];
        var valid = isJwt ? JwtSection.Valid.Where(key => key.Value is not null) : [("ClientId", "a"), ("Scopes", "openid")];
        var keys = valid.Where(key => broken.Changes.All(change => change.Key.Split(':')[^1] != key.Key.Split(':')[^1])).ToList();
        var changes = broken.Changes.Where(change => change.Value is not null).ToList();
        Assert.NotEmpty(changes);

        Assert.True(Schema.Accepts(Json(keys)));
        Assert.False(Schema.Accepts(Json([.. keys.Where(key => changes.All(change => !change.Key.StartsWith(key.Key + ":", StringComparison.Ordinal))), .. changes])));
        Assert.False(Schema.Accepts(Json(changes.Concat(keys).DistinctBy(key => key.Key).Select(key => ("analytics:" + key.Key, key.Value)))));
    }

    [Theory]
    [MemberData(nameof(Fine))]
    public void What_the_library_reads_is_fine_in_the_editor(string key, string value) => Assert.True(Schema.Accepts(SettingsJson.Of((key, JsonValue.Create(value)))));

    [Theory]
    [InlineData("""{ "ClientSecret": "a", "ClientSecretFile": "b" }""")]
    [InlineData("""{ "Jwt": { "PrivateKey": [ "a", "b" ], "PrivateKeyFile": "c" } }""")]
    [InlineData("""{ "TokenEndpoint": "https://pdf-services.adobe.io/token", "Scopes": [ "openid" ] }""")]
    [InlineData("""{ "Flow": "Jwt", "TokenEndpoint": "https://ims-na1.adobelogin.com/ims/token/v3" }""")]
    [InlineData("""{ "analytics": "openid" }""")]
    [InlineData("""{ "analytics": { "deeper": { "ClientId": "a" } } }""")]
    [InlineData("""{ "ClientSecrte": "a" }""")]
    [InlineData("""{ "Cach": { "ClockSkew": "00:01:00" } }""")]
    [InlineData("""[]""")]
    [InlineData("""{ "HttpClients": { "firefly": { "AllowedHost": "a.example" } } }""")]
    [InlineData("""{ "HttpClients": { "firefly": { "AllowedHosts": [ "https://a.example" ] } } }""")]
    [InlineData("""{ "HttpClients": { "firefly": "a.example" } }""")]
    [InlineData("""{ "analytics": { "HttpClients": { "firefly": { "SendApiKey": false } } } }""")]
    public void What_one_file_shows_to_be_wrong_is_an_error(string section) =>
        Assert.False(Schema.Accepts(new JsonObject { ["AdobeServerAuth"] = JsonNode.Parse(section) }));

    // A rule about two keys must not speak where there is no section that could have them.
    [Theory]
    [InlineData("""{ "ClientSecrt": "a" }""", "/ClientSecrt: type")]
    [InlineData("""{ "clientId": "a" }""", "/clientId: type")]
    [InlineData("""{ "analytics": null }""", "/analytics: type")]
    [InlineData("""{ "Jwt": "a" }""", "/Jwt: type")]
    [InlineData("""{ "analytics": { "Jwt": null } }""", "/analytics/Jwt: type")]
    [InlineData("null", ": type")]
    [InlineData("""{ "ClientSecret": "a", "ClientSecretFile": "b" }""", ": not")]
    [InlineData("""{ "analytics": { "Jwt": { "PrivateKey": "a", "PrivateKeyFile": "b" } } }""", "/analytics/Jwt: not")]
    [InlineData("""{ "TokenEndpoint": "https://pdf-services.adobe.io/token", "Scopes": "openid" }""", ": not")]
    [InlineData("""{ "Flow": "Jwt", "TokenEndpoint": "https://ims-na1.adobelogin.com/ims/token/v3" }""", ": not")]
    [InlineData("""{ "Flow": "OAuth", "TokenEndpoint": "https://ims-na1.adobelogin.com/ims/exchange/jwt" }""", ": not")]
    public void A_mistake_has_one_message_and_that_is_true(string section, string message) =>
        Assert.Equal(["/AdobeServerAuth" + message], Schema.Messages(new JsonObject { ["AdobeServerAuth"] = JsonNode.Parse(section) }));

    [Theory]
    [InlineData("""{ "ClientSecret": "", "ClientSecretFile": "b" }""")]
    [InlineData("""{ "TokenEndpoint": "https://ims-na1.adobelogin.com/ims/token/v3", "Scopes": [ "openid" ] }""")]
    [InlineData("""{ "Flow": "Jwt", "Scopes": "openid", "TokenEndpoint": "https://ims-na1.adobelogin.com/ims/exchange/v1/jwt" }""")]
    [InlineData("""{ "analytics": { "ClientId": "a" }, "ClientId": "b" }""")]
    [InlineData("""{ "Cache:ClockSkew": "00:01:00" }""")]
    [InlineData("""{ "HttpClients": { "firefly": { "AllowedHosts": [ "localhost:5000", "a*.example.com" ], "AdditionalAllowedHosts": "localhost:5001", "PassThroughHosts": "b.example, [::1]:8080", "SendApiKey": false, "SendOrganizationId": true, "OrganizationIdHeader": "x-org" } } }""")]
    [InlineData("""{ "_comment": "a", "//": "b", "$schema": "c", "# ClientId": "d", "Cache": { "_comment": "e" }, "analytics": { "//": ["f"] } }""")]
    [InlineData("""{ }""")]
    public void What_another_source_may_complete_is_fine(string section) =>
        Assert.True(Schema.Accepts(new JsonObject { ["AdobeServerAuth"] = JsonNode.Parse(section), ["Logging"] = new JsonObject() }));

    [Fact]
    public void Every_section_in_the_documents_is_fine_in_the_editor()
    {
        var blocks = MarkdownFile.All.SelectMany(MarkdownBlocks.Of).Where(block => block.IsJson && block.Text.Contains("\"AdobeServerAuth\"", StringComparison.Ordinal)).ToArray();

        Assert.True(blocks.Length > 3);
        Findings.None(blocks.Where(block => !Schema.Accepts(JsonNode.Parse(block.Text, null, Relaxed)!)).Select(block => block.Place()));
    }

    // Editors find the file by the item that the package brings; the file lies beside the targets there and here.
    [Fact]
    public void The_targets_name_the_schema()
    {
        var targets = RepositoryTree.Read("src/Adobe.ServerAuth/Schema/Adobe.ServerAuth.targets");

        Assert.Contains("""<JsonSchemaSegment Include="$(MSBuildThisFileDirectory)appsettings.schema.json" FilePathPattern="appsettings\..*json" """, targets, StringComparison.Ordinal);
    }

    private static JsonNode Json(IEnumerable<(string Key, string? Value)> keys) => SettingsJson.Of(keys.Select(key => (key.Key, (JsonNode?)SettingsJson.Value(key.Value!))));
}
