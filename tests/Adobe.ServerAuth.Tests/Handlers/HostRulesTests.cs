using Adobe.ServerAuth.Testing;

namespace Adobe.ServerAuth.Tests.Handlers;

public class HostRulesTests
{
    // address, allowed hosts ("" = the default list)
    public static TheoryData<string, string> Allowed => new()
    {
        { "https://platform.adobe.io/data", "" },
        { "https://PLATFORM.Adobe.IO/data", "" },
        { "https://platform.adobe.io:443/data", "" },
        { "https://firefly-api.adobe.io/v3/images", "" },
        { "https://pdf-services-ue1.adobe.io/assets", "" },
        { "https://author-p1-e1.adobeaemcloud.com/", "author-p1-e1.adobeaemcloud.com" },
        { "https://na1.api.commerce.adobe.com/", "*.api.commerce.adobe.com" },
        { "https://a.b.api.commerce.adobe.com/", "*.api.commerce.adobe.com" },
        { "https://api.example.com:8443/", "api.example.com:8443" },
        { "http://localhost:8080/", "localhost:8080" },
        { "http://127.0.0.1:8080/", "127.0.0.1:8080" },
        { "http://[::1]:8080/", "[::1]:8080" },
        { "http://localhost/", "localhost" },
        { "https://xn--bcher-kva.example.com/", "bücher.example.com" },
        { "https://bücher.example.com/", "xn--bcher-kva.example.com" },
    };

    // address, allowed hosts, a part of the reason
    public static TheoryData<string, string, string> Blocked => new()
    {
        { "http://platform.adobe.io/data", "", "https alone" },
        { "http://platform.adobe.io:443/data", "platform.adobe.io:443", "https alone" },
        { "https://platform.adobe.io:8443/data", "", "another port" },
        { "https://evil-adobe.io/", "", "not allowed" },
        { "https://adobe.io.evil.com/", "", "not allowed" },
        { "https://platform.adobe.io.evil.com/", "", "not allowed" },
        { "https://platform.adobe.io@evil.com/", "", "not allowed" },
        { "https://platform.adobe.io./", "", "not allowed" },
        { "https://123-tenant.adobe.io/", "", "not allowed" },
        { "https://pl\u0430tform.adobe.io/", "", "not allowed" },
        { "https://api.commerce.adobe.com/", "*.api.commerce.adobe.com", "not allowed" },
        { "https://evilapi.commerce.adobe.com/", "*.api.commerce.adobe.com", "not allowed" },
        { "https://platform.adobe.io/", "firefly-api.adobe.io", "not allowed" },
        { "http://localhost:8080/", "", "not allowed" },
        { "http://localhost:8080/", "localhost", "another port" },
        { "http://127.0.0.1:8080/", "localhost:8080", "not allowed" },
        { "http://api.example.com/", "api.example.com", "https alone" },
        { "ftp://platform.adobe.io:443/", "platform.adobe.io:443", "https alone" },
        { "https://169.254.169.254/latest", "", "not allowed" },
    };

    [Theory]
    [MemberData(nameof(Allowed))]
    public async Task An_allowed_address_gets_the_token(string address, string hosts)
    {
        using var fixture = new HandlerFixture(new StaticTokenProvider("token-1"), options: Options(hosts));

        await fixture.GetAsync(address);

        Assert.Equal("Bearer token-1", Assert.Single(fixture.Transport.Seen).Authorization);
    }

    [Theory]
    [MemberData(nameof(Blocked))]
    public async Task Any_other_address_is_blocked_before_anything_is_fetched_or_sent(string address, string hosts, string reason)
    {
        var provider = new ScriptedTokenProvider();
        using var fixture = new HandlerFixture(provider, options: Options(hosts));

        var blocked = await Assert.ThrowsAsync<RequestBlockedException>(() => fixture.GetAsync(address));

        Assert.Contains(reason, blocked.Reason, StringComparison.Ordinal);
        Assert.Equal(new Uri(address).IdnHost, blocked.Host);
        Assert.Contains(blocked.Host!, blocked.Message, StringComparison.Ordinal);
        Assert.Equal(0, provider.GetCount);
        Assert.Empty(fixture.Transport.Seen);
    }

    [Fact]
    public async Task What_is_blocked_names_the_options_that_would_allow_it()
    {
        using var fixture = new HandlerFixture(new StaticTokenProvider());

        var blocked = await Assert.ThrowsAsync<RequestBlockedException>(() => fixture.GetAsync("https://author-p1-e1.adobeaemcloud.com/"));

        Assert.StartsWith("A request to author-p1-e1.adobeaemcloud.com was not sent, because ", blocked.Message, StringComparison.Ordinal);
        Assert.Contains("to the options of the handler: new AdobeServerAuthHandler(…, new ApiRequestOptions { AllowedHosts = [\"author-p1-e1.adobeaemcloud.com\"] }), or options.AllowedHosts.Add(\"author-p1-e1.adobeaemcloud.com\")", blocked.Message, StringComparison.Ordinal);
        Assert.Contains("PassThroughHosts", blocked.Message, StringComparison.Ordinal);
        Assert.Contains("WithoutAdobeCredential", blocked.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_request_without_an_absolute_address_is_blocked()
    {
        using var fixture = new HandlerFixture(new StaticTokenProvider());
        using var request = new HttpRequestMessage(HttpMethod.Get, "data");

        var blocked = await Assert.ThrowsAsync<RequestBlockedException>(() => fixture.SendAsync(request));

        Assert.Null(blocked.Host);
        Assert.StartsWith("A request was not sent, because it has no absolute address. ", blocked.Message, StringComparison.Ordinal);
        Assert.Contains("BaseAddress", blocked.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_pass_through_host_gets_the_request_as_it_is()
    {
        var provider = new ScriptedTokenProvider();
        var options = new ApiRequestOptions { PassThroughHosts = ["*.s3.amazonaws.com", "platform.adobe.io"] };
        using var fixture = new HandlerFixture(provider, options: options);

        await fixture.GetAsync("https://bucket.s3.amazonaws.com/upload");
        await fixture.GetAsync("https://platform.adobe.io/");

        Assert.All(fixture.Transport.Seen, seen => Assert.Empty(seen.Headers));
        Assert.Equal(2, fixture.Transport.Seen.Count);
        Assert.Equal(0, provider.GetCount);
    }

    [Fact]
    public async Task A_request_without_the_credential_goes_anywhere_as_it_is()
    {
        var provider = new ScriptedTokenProvider();
        using var fixture = new HandlerFixture(provider);
        using var request = new HttpRequestMessage(HttpMethod.Get, "http://anywhere.example.com/");

        Assert.Same(request, request.WithoutAdobeCredential());
        await fixture.SendAsync(request);

        Assert.Empty(Assert.Single(fixture.Transport.Seen).Headers);
        Assert.Equal(0, provider.GetCount);
        Assert.Throws<ArgumentNullException>(() => ((HttpRequestMessage)null!).WithoutAdobeCredential());
    }

    private static ApiRequestOptions Options(string hosts) => hosts.Length == 0 ? new() : new() { AllowedHosts = [hosts] };
}
