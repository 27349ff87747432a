using System.Diagnostics;
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
    private readonly long _started = Stopwatch.GetTimestamp();

    // A host handles Ctrl+C and SIGTERM itself, and this is how it reports them.
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

        ShowSummary();
    }

    private void ShowConfiguration()
    {
        Page.Step("What is configured", "registration");
        var options = services.GetRequiredService<IOptions<AdobeServerAuthOptions>>().Value;
        Page.Text(adobe is null
            ? "The section AdobeServerAuth was found, so the tokens come from Adobe."
            : "Nothing is configured, so an emulator of Adobe IMS and of an Adobe API runs in this process.");
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
        Page.Step("The access token", "token");

        // show: token
        var provider = services.GetRequiredService<ITokenProvider>();
        var token = await provider.GetTokenAsync(_stopping);
        // end
        Page.Text(token.ToString());
        Page.Value("characters", token.Value.Length);
        Page.Value("lives", FormattableString.Invariant($@"{token.ExpiresAt - DateTimeOffset.UtcNow:hh\:mm\:ss}"));
        Page.Value("refreshed", "in the background, before it expires");
        Page.Ok("one token request" + TokenRequests());
    }

    private async Task ShowCallsAsync()
    {
        if (api is null)
        {
            return;
        }

        Page.Step("Two calls of the API", "call");
        await CallAsync("first call");
        var (status, _) = await CallAsync("second call");
        if (status != HttpStatusCode.OK)
        {
            throw new HttpRequestException($"The API answered {(int)status}. The token was accepted by IMS; look at the product, its scopes and the path.");
        }

        Page.Ok("both with the same token" + TokenRequests());
    }

    private async Task ShowParallelCallsAsync()
    {
        Page.Step("A thousand calls at once", "parallel");

        // show: parallel
        var calls = Enumerable.Range(0, 1_000)
            .Select(_ => _client.GetAsync("/hello", _stopping));
        var answers = await Task.WhenAll(calls);
        // end
        Page.Value("answered 200", answers.Count(answer => answer.Status == HttpStatusCode.OK));
        Page.Ok("no further token request" + TokenRequests());
    }

    private async Task ShowRevokedTokenAsync(ImsEmulator emulator)
    {
        Page.Step("The token is revoked while the application uses it", "revoked");
        var before = emulator.ApiRequestCount;

        // show: revoked
        emulator.RevokeTokens();
        await CallAsync("next call");
        // end
        Page.Value("the API answered", string.Join(", then ", emulator.ApiRequests.Skip(before).Select(request => request.StatusCode)));
        Page.Recovered("the token was refreshed and the request sent again" + TokenRequests());
    }

    private async Task ShowWrongSecretAsync(ImsEmulator emulator)
    {
        Page.Step("A wrong client secret", "wrong secret");
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
            // show: wrong secret
            try
            {
                await provider.GetTokenAsync(_stopping);
            }
            catch (TokenRequestException e) when (call is 1 or 100)
            {
                Page.Text($"Call {call}: {e.Message}");
            }
            // end
            catch (TokenRequestException)
            {
                // The calls between say the same as the last one.
            }
        }

        Page.Ok($"{emulator.TokenRequestCount - before} token request for 100 calls: a wrong secret does not hammer Adobe");
    }

    private async Task ShowForeignHostAsync()
    {
        Page.Step("A request to a host that must not get the token", "foreign host");

        // show: foreign host
        try
        {
            await _client.GetAsync("https://adobe.io.example.com/", _stopping);
        }
        catch (RequestBlockedException e)
        {
            Page.Text(e.Message);
        }
        // end

        Page.Ok("nothing was sent");
    }

    private void ShowSummary()
    {
        Page.Title("Summary");
        Page.Summary();
        if (adobe is not null)
        {
            Page.Value("API requests", adobe.ApiRequestCount);
            Page.Value("token requests", adobe.TokenRequestCount);
        }

        Page.Value("time", FormattableString.Invariant($"{Stopwatch.GetElapsedTime(_started).TotalSeconds:0.0} s"));
        Page.Text("");
        Page.Text(adobe is null
            ? "The tokens came from Adobe itself. README.md shows the same lines for your own application."
            : "With your own credential: dotnet run --project samples/QuickStart -- --credential-file credentials.json (--help shows more). For your own application: README.md.");
    }

    // show: call
    private async Task<(HttpStatusCode, string)> CallAsync(string name)
    {
        var path = adobe is null ? "" : "/hello";
        var (status, body) = await _client.GetAsync(path, _stopping);
        // end
        Page.Value(name, $"{(int)status} {(body.Length > 50 ? body[..50] + "..." : body)}");
        return (status, body);
    }

    private string TokenRequests() => adobe is null ? "" : $" ({adobe.TokenRequestCount} so far)";
}
