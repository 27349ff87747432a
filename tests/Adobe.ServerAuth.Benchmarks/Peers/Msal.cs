using Adobe.ServerAuth.Benchmarks.Credentials;
using Adobe.ServerAuth.Benchmarks.Stubs;
using Microsoft.Identity.Client;

namespace Adobe.ServerAuth.Benchmarks.Peers;

internal static class Msal
{
    private static readonly string[] Scopes = ["https://graph.microsoft.com/.default"];

    public static IConfidentialClientApplication Create(HttpMessageHandler endpoint) =>
        Create(new MsalHttpClientFactory(endpoint), RandomText.Guid(), RandomText.Hex(40), RandomText.Guid());

    public static IConfidentialClientApplication Create(IMsalHttpClientFactory clients, string clientId, string clientSecret, string tenantId) =>
        ConfidentialClientApplicationBuilder.Create(clientId)
            .WithClientSecret(clientSecret)
            .WithAuthority("https://login.microsoftonline.com/" + tenantId)
            .WithInstanceDiscovery(false)
            .WithHttpClientFactory(clients)
            .Build();

    public static Task<AuthenticationResult> GetTokenAsync(IConfidentialClientApplication application) =>
        application.AcquireTokenForClient(Scopes).ExecuteAsync();

    public static Task<AuthenticationResult> RenewTokenAsync(IConfidentialClientApplication application) =>
        application.AcquireTokenForClient(Scopes).WithForceRefresh(true).ExecuteAsync();
}
