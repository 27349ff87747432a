using System.Net.Http.Headers;
using System.Text.Json;
using Adobe.ServerAuth.Testing;

namespace Adobe.ServerAuth.IntegrationTests.Emulator;

/// <summary>An emulator for each test, and the raw HTTP calls that the tests share.</summary>
public abstract class EmulatorTest : IAsyncLifetime
{
    protected const string TokenPath = "/ims/token/v3";

    private ImsEmulator? _adobe;

    protected static CancellationToken Cancel => TestContext.Current.CancellationToken;

    protected ImsEmulator Adobe => _adobe!;

    protected HttpClient Http { get; } = new(new SocketsHttpHandler { UseProxy = false, AllowAutoRedirect = false });

    protected virtual ImsEmulatorOptions Options => new();

    public virtual async ValueTask InitializeAsync() => _adobe = await ImsEmulator.StartAsync(Options, Cancel);

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await Adobe.DisposeAsync().AsTask().WaitAsync(TimeSpan.FromSeconds(10), CancellationToken.None);
        GC.SuppressFinalize(this);
    }

    protected Dictionary<string, string> Fields(EmulatedCredential? credential = null)
    {
        credential ??= Adobe.Credential;
        return new()
        {
            ["grant_type"] = "client_credentials",
            ["client_id"] = credential.ClientId,
            ["client_secret"] = credential.ClientSecrets[0],
            ["scope"] = string.Join(',', credential.Scopes),
        };
    }

    protected Dictionary<string, string> FieldsWith(string name, string value)
    {
        var fields = Fields();
        fields[name] = value;
        return fields;
    }

    protected Dictionary<string, string> FieldsWithout(string name)
    {
        var fields = Fields();
        fields.Remove(name);
        return fields;
    }

    protected Task<HttpResponseMessage> PostAsync(IEnumerable<KeyValuePair<string, string>> fields, string path = TokenPath) =>
        PostAsync(new FormUrlEncodedContent(fields), path);

    protected Task<HttpResponseMessage> PostAsync(HttpContent? content, string path = TokenPath) =>
        Http.PostAsync(new Uri(Adobe.ImsEndpoint, path), content, Cancel);

    protected static HttpContent UrlEncoded(string text, string contentType = "application/x-www-form-urlencoded")
    {
        var content = new StringContent(text);
        content.Headers.ContentType = contentType.Length == 0 ? null : MediaTypeHeaderValue.Parse(contentType);
        return content;
    }

    protected async Task<string> TokenAsync(EmulatedCredential? credential = null)
    {
        using var response = await PostAsync(Fields(credential));
        return (await JsonAsync(response)).GetProperty("access_token").GetString()!;
    }

    protected async Task<HttpResponseMessage> CallApiAsync(
        string? authorization, string? apiKey = null, string? organization = null, string path = "/v3/things", HttpMethod? method = null)
    {
        using var request = new HttpRequestMessage(method ?? HttpMethod.Get, new Uri(Adobe.ApiEndpoint, path));
        Add(request, "Authorization", authorization);
        Add(request, "x-api-key", apiKey);
        Add(request, "x-gw-ims-org-id", organization);
        return await Http.SendAsync(request, Cancel);
    }

    protected static async Task<JsonElement> JsonAsync(HttpResponseMessage response) =>
        JsonDocument.Parse(await TextAsync(response)).RootElement;

    protected static Task<string> TextAsync(HttpResponseMessage response) => response.Content.ReadAsStringAsync(Cancel);

    protected static async Task ExpectAsync(int status, string body, HttpResponseMessage response)
    {
        Assert.Equal((status, body), ((int)response.StatusCode, await TextAsync(response)));
        response.Dispose();
    }

    /// <summary>For requests that get no answer which could be waited for instead.</summary>
    protected async Task WaitForTokenRequestsAsync(int count)
    {
        using var bounded = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        bounded.CancelAfter(TimeSpan.FromSeconds(30));
        while (Adobe.TokenRequestCount < count)
        {
            bounded.Token.ThrowIfCancellationRequested();
            await Task.Yield();
        }
    }

    protected static void Add(HttpRequestMessage request, string name, string? value)
    {
        if (value is not null)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }
    }
}
