using Adobe.ServerAuth.Testing;

namespace Adobe.ServerAuth.Tests.Handlers;

/// <summary>A request may call its host by another name than its address does: the certificate is checked for that one.</summary>
public class HostHeaderTests
{
    [Theory]
    [InlineData("attacker.example.net")]
    [InlineData("platform.adobe.io.evil.com")]
    [InlineData("platform.adobe.io:8443")]
    [InlineData("platform.adobe.io@evil.com")]
    [InlineData("127.0.0.1")]
    [InlineData("evil.com@platform.adobe.io")]
    [InlineData("evil.com:x@platform.adobe.io")]
    [InlineData("platform.adobe.io/x")]
    [InlineData("platform.adobe.io?x")]
    [InlineData("platform.adobe.io#.evil.com")]
    [InlineData("ab@platform.adobe.io?")]
    [InlineData("platform.adobe.io?xy#z")]
    public async Task A_foreign_name_is_blocked_also_where_the_address_is_known_by_then(string host)
    {
        using var fixture = new HandlerFixture(new StaticTokenProvider("token-1"));
        await fixture.GetAsync();
        using var request = new HttpRequestMessage(HttpMethod.Get, HandlerFixture.Api);
        request.Headers.TryAddWithoutValidation("Host", host);

        var blocked = await Assert.ThrowsAsync<RequestBlockedException>(() => fixture.SendAsync(request));

        Assert.Contains("its Host header names a host that is not allowed", blocked.Message, StringComparison.Ordinal);
        Assert.Single(fixture.Transport.Seen);
    }

    [Theory]
    [InlineData("platform.adobe.io")]
    [InlineData("PLATFORM.adobe.io")]
    [InlineData("platform.adobe.io:443")]
    [InlineData("firefly-api.adobe.io")]
    public async Task An_allowed_one_gets_the_token(string host)
    {
        using var fixture = new HandlerFixture(new StaticTokenProvider("token-1"));
        using var request = new HttpRequestMessage(HttpMethod.Get, HandlerFixture.Api);
        request.Headers.Host = host;

        await fixture.SendAsync(request);

        Assert.Equal("Bearer token-1", Assert.Single(fixture.Transport.Seen).Authorization);
    }
}
