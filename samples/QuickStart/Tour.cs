using System.Net;
using Adobe.ServerAuth;
using Adobe.ServerAuth.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace QuickStart;

/// <summary>Shows the main job step by step.</summary>
internal sealed class Tour(IServiceProvider services, ImsEmulator? adobe, Uri? api)
{
    private readonly ApiClient _client = services.GetRequiredService<ApiClient>();

    // A host takes Ctrl+C and SIGTERM for itself, and tells them by this alone.
    private readonly CancellationToken _stopping = services.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping;

    public async Task RunAsync()
    {
        ShowConfiguration();
        await ShowTokenAsync();
        await ShowCallsAsync();
        if (adobe is not null)
        {
            await ShowParallelCallsAsync();
            await ShowRevokedTokenAsync(adobe);
            await ShowWrongSecretAsync(adobe);
            await ShowForeignHostAsync();
            await new ServiceAccountTour(services, adobe).RunAsync();
        }

        Page.Title("Your turn");
        Page.Text(adobe is null
            ? "That was Adobe itself. The README shows the same lines for your own application."
            : "Give the file that you downloaded from the Adobe Developer Console, -- --credential-file credentials.json, or set AdobeServerAuth__ClientId, AdobeServerAuth__ClientSecret and AdobeServerAuth__Scopes in the environment, and QuickStart__Api to the address of an Adobe API, and this talks to Adobe instead.");
    }

    private void ShowConfiguration()
    {
        var options = services.GetRequiredService<IOptions<AdobeServerAuthOptions>>().Value;
        Page.Title("What is configured");
        Page.Text(adobe is null
            ? "The section AdobeServerAuth was found, so the tokens come from Adobe."
            : "Nothing, so an emulator of Adobe IMS and of an Adobe API was started on this machine.");
        if (options.CredentialFile is not null)
        {
            Page.Value("credential file", Path.GetFileName(options.CredentialFile));
        }
        else
        {
            Page.Value("client id", options.ClientId);
            Page.Value("client secret", options.ClientSecret is { } secret ? $"{secret.Length} characters, shown nowhere" : "in a file");
            Page.Value("flow", options.Flow ?? ServerAuthFlow.OAuth);
            Page.Value("scopes", string.Join(", ", options.Flow == ServerAuthFlow.Jwt ? options.Jwt.MetaScopes : options.Scopes));
            Page.Value("organization", options.OrganizationId ?? "none");
        }

        Page.Value("IMS", options.ImsEndpoint?.ToString() ?? "https://ims-na1.adobelogin.com");
        Page.Value("API", api?.ToString() ?? "none (set QuickStart__Api)");
    }

    private async Task ShowTokenAsync()
    {
        Page.Title("The access token");
        var token = await services.GetRequiredService<ITokenProvider>().GetTokenAsync(_stopping);
        Page.Text(token.ToString());
        Page.Value("characters", token.Value.Length);
        Page.Value("lives", FormattableString.Invariant($@"{token.ExpiresAt - DateTimeOffset.UtcNow:hh\:mm\:ss}"));
        Page.Value("renewed", "in the background, 5 to 10 minutes before its end");
        ShowTokenRequests();
    }

    private async Task ShowCallsAsync()
    {
        if (api is null)
        {
            return;
        }

        Page.Title("Two calls of the API");
        await CallAsync("first call");
        await CallAsync("second call");
        ShowTokenRequests();
    }

    private async Task ShowParallelCallsAsync()
    {
        Page.Title("A thousand calls at once");
        var answers = await Task.WhenAll(Enumerable.Range(0, 1_000).Select(_ => _client.GetAsync("/hello", _stopping)));
        Page.Value("answered 200", answers.Count(answer => answer.Status == HttpStatusCode.OK));
        ShowTokenRequests();
    }

    private async Task ShowRevokedTokenAsync(ImsEmulator emulator)
    {
        Page.Title("The token is revoked behind our back");
        emulator.RevokeTokens();
        var before = emulator.ApiRequestCount;
        await CallAsync("next call");
        Page.Value("the API answered", string.Join(", then ", emulator.ApiRequests.Skip(before).Select(request => request.StatusCode)));
        ShowTokenRequests();
    }

    private async Task ShowWrongSecretAsync(ImsEmulator emulator)
    {
        Page.Title("A wrong client secret");
        var before = emulator.TokenRequestCount;
        using var provider = TokenProvider.Create(new AdobeServerAuthOptions
        {
            ClientId = emulator.Credential.ClientId,
            ClientSecret = "p8e-not-the-secret",
            Scopes = [.. emulator.Credential.Scopes],
            ImsEndpoint = emulator.ImsEndpoint,
        });
        for (var call = 1; call <= 100; call++)
        {
            try
            {
                await provider.GetTokenAsync(_stopping);
            }
            catch (TokenRequestException e) when (call is 1 or 100)
            {
                Page.Text($"Call {call}: {e.Message}");
            }
            catch (TokenRequestException)
            {
                // The calls between say the same as the last one.
            }
        }

        Page.Value("token requests", $"{emulator.TokenRequestCount - before} for 100 calls");
    }

    private async Task ShowForeignHostAsync()
    {
        Page.Title("A request to a host that must not get the token");
        try
        {
            await _client.GetAsync("https://adobe.io.example.com/collect", _stopping);
        }
        catch (RequestBlockedException e)
        {
            Page.Text(e.Message);
        }
    }

    private async Task CallAsync(string name)
    {
        var (status, body) = await _client.GetAsync(adobe is null ? "" : "/hello", _stopping);
        Page.Value(name, $"{(int)status} {(body.Length > 60 ? body[..60] + "…" : body)}");
    }

    private void ShowTokenRequests()
    {
        if (adobe is not null)
        {
            Page.Value("token requests", $"{adobe.TokenRequestCount} so far");
        }
    }
}
