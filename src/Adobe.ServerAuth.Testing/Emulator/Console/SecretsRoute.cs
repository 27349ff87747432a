using Microsoft.AspNetCore.Http;

namespace Adobe.ServerAuth.Testing.Emulator;

/// <summary>A path of the client secrets API: all secrets of a credential, or one of them (docs/ims-protocol.md §6).</summary>
internal sealed class SecretsRoute(string organizationId, string credentialId, string? secretId)
{
    public const string Root = "console/";

    private const string Reading = "read_client_secret";
    private const string Managing = "manage_client_secrets";

    public string OrganizationId => organizationId;

    public string CredentialId => credentialId;

    public string? SecretId => secretId;

    public bool HasConsoleIds => organizationId.All(char.IsAsciiDigit) && credentialId.All(char.IsAsciiDigit);

    public string Allow => secretId is null ? "GET, POST" : "DELETE";

    public static bool IsOfConsole(PathString path) => path.Value!.StartsWith($"/{Root}", StringComparison.Ordinal);

    public static SecretsRoute? Find(PathString path) => path.Value!.Split('/') switch
    {
        ["", "console", "organizations", var organization, "credentials", var credential, "secrets"] =>
            new(organization, credential, null),
        ["", "console", "organizations", var organization, "credentials", var credential, "secrets", { Length: > 0 } id] =>
            new(organization, credential, id),
        _ => null,
    };

    /// <returns>The scope that the method needs; null for a method that is not taken.</returns>
    public string? ScopeOf(string method) =>
        secretId is not null ? (HttpMethods.IsDelete(method) ? Managing : null)
        : HttpMethods.IsGet(method) ? Reading
        : HttpMethods.IsPost(method) ? Managing
        : null;
}
