using Adobe.ServerAuth;
using Adobe.ServerAuth.Testing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace QuickStart;

/// <summary>Shows the other kind of credential, which AEM as a Cloud Service hands out: a signed assertion in exchange for a token.</summary>
internal sealed class ServiceAccountTour(IServiceProvider services, ImsEmulator adobe)
{
    public const string Credential = "service-account";

    private readonly CancellationToken _stopping = services.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping;

    public async Task RunAsync()
    {
        Page.Title("A legacy Service Account (JWT) credential beside it");
        var options = services.GetRequiredService<IOptionsMonitor<AdobeServerAuthOptions>>().Get(Credential);
        Page.Value("flow", options.Flow);
        Page.Value("client id", options.ClientId);
        Page.Value("technical account", options.Jwt.TechnicalAccountId);
        Page.Value("metascopes", string.Join(", ", options.Jwt.MetaScopes));
        Page.Value("private key", $"{options.Jwt.PrivateKey!.Length} characters, shown nowhere");

        var token = await services.GetRequiredKeyedService<ITokenProvider>(Credential).GetTokenAsync(_stopping);
        var request = adobe.TokenRequests[^1];
        Page.Value("asked at", request.Path);
        Page.Value("lives", FormattableString.Invariant($@"{token.ExpiresAt - DateTimeOffset.UtcNow:hh\:mm\:ss}"));
        Page.Value("its assertion", FormattableString.Invariant($@"{request.AssertionExpiresAt - DateTimeOffset.UtcNow:hh\:mm\:ss}"));

        await CallAsync("call");

        Page.Title("It moves to OAuth Server-to-Server while the application runs");
        var configuration = (IConfigurationRoot)services.GetRequiredService<IConfiguration>();
        configuration[$"AdobeServerAuth:{Credential}:Flow"] = "OAuth";
        configuration.Reload();
        await CallAsync("next call");
        Page.Value("asked at", adobe.TokenRequests[^1].Path);
    }

    private async Task CallAsync(string name)
    {
        var client = services.GetRequiredService<IHttpClientFactory>().CreateClient(Credential);
        using var response = await client.GetAsync(new Uri("/hello", UriKind.Relative), _stopping);
        Page.Value(name, $"{(int)response.StatusCode}, with a token of client {adobe.ApiRequests[^1].BearerClientId}");
    }
}
