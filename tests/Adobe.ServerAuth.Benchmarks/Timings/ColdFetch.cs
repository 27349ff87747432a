using System.Security.Cryptography;
using System.Text.Json;
using Adobe.ServerAuth.Benchmarks.Credentials;
using Adobe.ServerAuth.Benchmarks.Peers;
using Adobe.ServerAuth.Benchmarks.Stubs;
using BenchmarkDotNet.Attributes;
using Google.Apis.Auth.OAuth2;
using Microsoft.Identity.Client;

namespace Adobe.ServerAuth.Benchmarks.Timings;

public class ColdFetch
{
    private static readonly Uri Address = new("https://ims-na1.adobelogin.com/ims/token/v3");

    private readonly TokenAnswerHandler _endpoint = new();
    private readonly RSA _key = RSA.Create(2048);
    private readonly AdobeServerAuthOptions _options = Tenant.Make(1)[0].ToOptions();
    private HttpClient _client = null!;
    private HttpMessageInvoker _invoker = null!;
    private ClientCredentialsTokenProvider _oauth = null!;
    private JwtExchangeTokenProvider _jwt = null!;
    private IConfidentialClientApplication _msal = null!;
    private ServiceAccountCredential _google = null!;
    private int _requestsBefore;
    private int _fetches;

    [GlobalSetup]
    public async Task Setup()
    {
        _client = new HttpClient(_endpoint, disposeHandler: false);
        _invoker = new HttpMessageInvoker(_endpoint, disposeHandler: false);
        _oauth = new ClientCredentialsTokenProvider(_invoker, _options);
        _jwt = new JwtExchangeTokenProvider(_invoker, Tenant.Make(1, _key.ExportPkcs8PrivateKeyPem())[0].ToOptions());
        _msal = Peers.Msal.Create(_endpoint);
        _google = GoogleServiceAccount.Create(_endpoint, _key);
        await Peers.Msal.GetTokenAsync(_msal);
        await _google.GetAccessTokenForRequestAsync();
        await _oauth.GetTokenAsync();
        await _jwt.GetTokenAsync();
        _requestsBefore = _endpoint.Requests;
    }

    [GlobalCleanup]
    public void Cleanup()
    {
        _client.Dispose();
        _invoker.Dispose();
        _jwt.Dispose();
        _key.Dispose();
        if (_endpoint.Requests - _requestsBefore != _fetches)
        {
            throw new InvalidOperationException($"{_fetches} fetches made {_endpoint.Requests - _requestsBefore} token requests.");
        }
    }

    [Benchmark(Baseline = true, Description = "floor: a POST with `HttpClient`, the answer read with `JsonDocument`")]
    public async Task<string> PlainPost()
    {
        _fetches++;
        using var form = new FormUrlEncodedContent(
        [
            new("grant_type", "client_credentials"),
            new("client_id", _options.ClientId),
            new("client_secret", _options.ClientSecret),
            new("scope", string.Join(',', _options.Scopes)),
        ]);
        using var response = await _client.PostAsync(Address, form).ConfigureAwait(false);
        using var answer = JsonDocument.Parse(await response.Content.ReadAsByteArrayAsync().ConfigureAwait(false));
        return answer.RootElement.GetProperty("access_token").GetString()!;
    }

    [Benchmark(Description = "Adobe.ServerAuth, OAuth, a token request")]
    public ValueTask<AccessToken> OAuthRequest()
    {
        _fetches++;
        return _oauth.GetTokenAsync();
    }

    [Benchmark(Description = "Adobe.ServerAuth, OAuth, a new caching provider and its first token")]
    public async Task<AccessToken> OAuthFromNothing()
    {
        _fetches++;
        using var provider = TokenProvider.Create(_options, _endpoint);
        return await provider.GetTokenAsync().ConfigureAwait(false);
    }

    [Benchmark(Description = "MSAL, `AcquireTokenForClient` with `WithForceRefresh(true)`")]
    public Task<AuthenticationResult> MsalForced()
    {
        _fetches++;
        return Peers.Msal.RenewTokenAsync(_msal);
    }

    [Benchmark(Description = "Adobe.ServerAuth, JWT, a token request (signs)")]
    public ValueTask<AccessToken> JwtRequest()
    {
        _fetches++;
        return _jwt.GetTokenAsync();
    }

    [Benchmark(Description = "Google.Apis.Auth, `RequestAccessTokenAsync` (signs)")]
    public async Task<string> GoogleRequested()
    {
        _fetches++;
        await _google.RequestAccessTokenAsync(CancellationToken.None).ConfigureAwait(false);
        return _google.Token.AccessToken;
    }
}
