using Adobe.ServerAuth.Testing;
using Adobe.ServerAuth.Tests.Fakes;

namespace Adobe.ServerAuth.Tests.Handlers;

/// <summary>Addresses of requests that a client completes with its own.</summary>
public sealed class BaseAddressTests : IDisposable
{
    private readonly StubHandler _transport = new(_ => new HttpResponseMessage());
    private readonly HttpClient _client;

    public BaseAddressTests() => _client = new HttpClient(new AdobeServerAuthHandler(new StaticTokenProvider("token-1")) { InnerHandler = _transport })
    {
        BaseAddress = new Uri("https://platform.adobe.io/a/b/"),
    };

    [Theory]
    [InlineData("", "/a/b/")]
    [InlineData("c", "/a/b/c")]
    [InlineData("/c", "/c")]
    [InlineData("../c", "/a/c")]
    [InlineData("../../../../c", "/c")]
    [InlineData("..\\..\\c", "/c")]
    [InlineData("?q", "/a/b/?q")]
    [InlineData("@evil.com", "/a/b/@evil.com")]
    [InlineData(".//evil.com", "/a/b//evil.com")]
    [InlineData("/\\evil.com/c", "//evil.com/c")]
    [InlineData("%2f%2fevil.com", "/a/b/%2f%2fevil.com")]
    [InlineData("https:evil.com", "/a/b/evil.com")]
    [InlineData("//evil.com:443@platform.adobe.io/c", "/c")]
    [InlineData("https://platform.adobe.io/c", "/c")]
    public async Task What_leads_to_an_allowed_host_gets_the_token(string address, string path)
    {
        await Warmed().GetAsync(address, TestContext.Current.CancellationToken);

        var seen = _transport.Seen[^1];
        Assert.Equal(("Bearer token-1", "platform.adobe.io", path), (seen.Authorization, seen.Address!.IdnHost, seen.Address.PathAndQuery));
    }

    [Theory]
    [InlineData("//evil.com/c")]
    [InlineData(" //evil.com/c")]
    [InlineData("\t//evil.com/c")]
    [InlineData("\\\\evil.com\\c")]
    [InlineData("\\/evil.com/c")]
    [InlineData("https://evil.com/c")]
    [InlineData("//platform.adobe.io@evil.com/c")]
    [InlineData("//platform.adobe.io.evil.com/c")]
    [InlineData("//platform.adobe.io:8443/c")]
    [InlineData("http://platform.adobe.io/c")]
    [InlineData("file:///etc/passwd")]
    public async Task What_leads_away_is_blocked(string address)
    {
        await Assert.ThrowsAsync<RequestBlockedException>(() => Warmed().GetAsync(address, TestContext.Current.CancellationToken));

        Assert.Single(_transport.Seen);
    }

    public void Dispose() => _client.Dispose();

    // The base address is known as an allowed one by then.
    private HttpClient Warmed()
    {
        using var first = _client.Send(new HttpRequestMessage(), TestContext.Current.CancellationToken);
        return _client;
    }
}
