using System.Text.Json.Nodes;

namespace Adobe.ServerAuth.Testing.Emulator;

/// <summary>The answers of the client secrets API to a request that the gateway let through; the only place that words them.</summary>
internal sealed class SecretsReply(IssuedToken token)
{
    public ApiReply List(EmulatedCredential credential) => new(token, 200, new JsonObject
    {
        ["client_id"] = credential.ClientId,
        ["client_secrets"] = new JsonArray([.. credential.Secrets.All.Select(SecretItem.Of)]),
    });

    public ApiReply Added(StoredSecret secret)
    {
        var item = SecretItem.Of(secret);
        item["client_secret"] = secret.Value;
        return new ApiReply(token, 201, item);
    }

    public ApiReply Deleted() => new(token, 204, null);

    public ApiReply ScopeMissing() => ApiReply.Refused(GatewayVerdict.ScopeMismatch(token));

    public ApiReply OrganizationOfOthers() => ApiReply.Refused(GatewayVerdict.ProfileInvalid(token));

    // Inferred, from here to the end: that these are refused is documented, but no answer is (docs/ims-protocol.md §6).
    public ApiReply MigrationPending() =>
        Error(400, "400000", "Client secrets can not be added or deleted while the migration of the credential is pending.");

    public ApiReply SecretsAtMost() => Error(400, "400000", "The credential has two client secrets, which is the most: delete one first.");

    public ApiReply NotFound() => Error(404, "404000", "Not found");

    public ApiReply MethodNotAllowed(string allow) =>
        new(token, 405, new JsonObject { ["error_code"] = "405000", ["message"] = "Method not allowed" }) { Allow = allow };

    private ApiReply Error(int statusCode, string code, string message) => ApiReply.Error(token, statusCode, code, message);
}
