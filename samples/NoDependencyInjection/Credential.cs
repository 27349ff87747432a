using Adobe.ServerAuth;
using Adobe.ServerAuth.Testing;

namespace NoDependencyInjection;

/// <summary>The options of a credential, set in code.</summary>
internal static class Credential
{
    /// <summary>Whether there is any of it: what is missing is no reason to work with an emulator.</summary>
    public static bool IsInEnvironment => FromEnvironment() is not { ClientId: null, ClientSecret: null, Scopes: [""], OrganizationId: null };

    public static AdobeServerAuthOptions FromEnvironment() => new()
    {
        ClientId = Environment.GetEnvironmentVariable("ADOBE_CLIENT_ID"),
        ClientSecret = Environment.GetEnvironmentVariable("ADOBE_CLIENT_SECRET"),
        Scopes = [Environment.GetEnvironmentVariable("ADOBE_SCOPES") ?? ""],
        OrganizationId = Environment.GetEnvironmentVariable("ADOBE_ORGANIZATION_ID"),
    };

    public static AdobeServerAuthOptions OAuth(ImsEmulator adobe) => new()
    {
        ClientId = adobe.Credential.ClientId,
        ClientSecret = adobe.Credential.ClientSecrets[0],
        Scopes = [.. adobe.Credential.Scopes],
        OrganizationId = adobe.Credential.OrganizationId,
        ImsEndpoint = adobe.ImsEndpoint,
    };

    public static AdobeServerAuthOptions ServiceAccount(ImsEmulator adobe, string privateKeyFile) => new()
    {
        Flow = ServerAuthFlow.Jwt,
        ClientId = adobe.Credential.ClientId,
        ClientSecret = adobe.Credential.ClientSecrets[0],
        OrganizationId = adobe.Credential.OrganizationId,
        ImsEndpoint = adobe.ImsEndpoint,
        Jwt = new JwtOptions
        {
            TechnicalAccountId = adobe.Credential.TechnicalAccountId,
            MetaScopes = [.. adobe.Credential.MetaScopes],
            PrivateKeyFile = privateKeyFile,
        },
    };
}
