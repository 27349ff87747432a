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
        Page.Step("A legacy Service Account (JWT) credential beside it", "service account");
        var options = services.GetRequiredService<IOptionsMonitor<AdobeServerAuthOptions>>().Get(Credential);
        Page.Value("flow", options.Flow);
        Page.Value("client id", options.ClientId);
        Page.Value("technical account", options.Jwt.TechnicalAccountId);
        Page.Value("metascopes", string.Join(", ", options.Jwt.MetaScopes));
        Page.Value("private key", $"{options.Jwt.PrivateKey!.Length} characters, shown nowhere");

        var token = await services.GetRequiredKeyedService<ITokenProvider>(Credential).GetTokenAsync(_stopping);
        var request = adobe.TokenRequests[^1];
        Page.Value("requested from", request.Path);
        Page.Value("token lives", FormattableString.Invariant($@"{token.ExpiresAt - DateTimeOffset.UtcNow:hh\:mm\:ss}"));
        Page.Value("assertion lives", FormattableString.Invariant($@"{request.AssertionExpiresAt - DateTimeOffset.UtcNow:hh\:mm\:ss}"));
        Page.Ok(await CallAsync());

        Page.Step("It moves to OAuth Server-to-Server while the application runs", "move to OAuth");
        var configuration = (IConfigurationRoot)services.GetRequiredService<IConfiguration>();

        // show: move to OAuth
        configuration["AdobeServerAuth:service-account:Flow"] = "OAuth";
        configuration.Reload();
        // end
        var answer = await CallAsync();
        Page.Value("requested from", adobe.TokenRequests[^1].Path);
        Page.Ok(answer);
    }

    private async Task<string> CallAsync()
    {
        var client = services.GetRequiredService<IHttpClientFactory>().CreateClient("aem");
        using var response = await client.GetAsync(new Uri("/hello", UriKind.Relative), _stopping);
        response.EnsureSuccessStatusCode();
        return $"{(int)response.StatusCode}, with a token of client {adobe.ApiRequests[^1].BearerClientId}";
    }
}
