using Adobe.ServerAuth.Testing;

namespace Adobe.ServerAuth.Tests.Handlers;

/// <summary>The many ways to write a host, and to make one look like another.</summary>
public class HostSpellingTests
{
    // address, allowed hosts ("" = the default list), the host that the request with the token goes to
    public static TheoryData<string, string, string> Allowed => new()
    {
        { "HTTPS://PLATFORM.ADOBE.IO/", "", "platform.adobe.io" },
        { "https://platform.adobe.io", "", "platform.adobe.io" },
        { "https://platform.adobe.io?x", "", "platform.adobe.io" },
        { "https://platform.adobe.io#@evil.com", "", "platform.adobe.io" },
        { "https://platform.adobe.io/\\@evil.com/..\\..\\\\evil.com", "", "platform.adobe.io" },
        { "https://platform.adobe.io/%2e%2e//evil.com", "", "platform.adobe.io" },
        { " https://platform.adobe.io/", "", "platform.adobe.io" },
        { "https://platform.adobe.io:/", "", "platform.adobe.io" },
        { "https://platform.adobe.io:443/", "", "platform.adobe.io" },
        { "https://platform.adobe.io:0443/", "", "platform.adobe.io" },
        { "https://user:pw@platform.adobe.io/", "", "platform.adobe.io" },
        { "https://evil.com@platform.adobe.io/", "", "platform.adobe.io" },
        { "https://evil.com:443@platform.adobe.io/", "", "platform.adobe.io" },

        // These spell the very same host, and are looked up as such.
        { "https://\uFF50\uFF4C\uFF41tform.adobe.io/", "", "platform.adobe.io" },
        { "https://platform\u3002adobe\uFF0Eio/", "", "platform.adobe.io" },
        { "https://stoc\u212A.adobe.io/", "", "stock.adobe.io" },
        { "https://plat\u00ADform.adobe.io/", "", "platform.adobe.io" },
        { "https://127.1/", "127.0.0.1", "127.0.0.1" },
        { "https://2130706433/", "127.0.0.1", "127.0.0.1" },
        { "https://0x7f000001/", "127.0.0.1", "127.0.0.1" },
        { "https://0177.0.0.1/", "127.0.0.1", "127.0.0.1" },
        { "https://[0:0:0:0:0:0:0:1]/", "[::1]", "::1" },
        { "http://127.2.3.4/", "127.2.3.4", "127.2.3.4" },

        { "https://x.adobe.io/", "*.adobe.io", "x.adobe.io" },
        { "https://X.Y.Adobe.IO/", "*.adobe.io", "x.y.adobe.io" },
        { "https://evil-adobe.adobe.io/", "*.adobe.io", "evil-adobe.adobe.io" },
        { "https://a.example.com:8443/", "*.example.com:8443", "a.example.com" },
        { "https://platform.adobe.io/", "platform.adobe.io:443", "platform.adobe.io" },
        { "https://stra\u00DFe.example.com/", "stra\u00DFe.example.com", "xn--strae-oqa.example.com" },
    };

    // address, allowed hosts, a part of the reason
    public static TheoryData<string, string, string> Blocked => new()
    {
        { "https://evil-platform.adobe.io/", "", "not allowed" },
        { "https://platform.adobe.io-evil.com/", "", "not allowed" },
        { "https://platform-adobe.io/", "", "not allowed" },
        { "https://adobe.io/", "", "not allowed" },
        { "https://io/", "", "not allowed" },
        { "https://platform.adobe/", "", "not allowed" },
        { "https://platform.adobe.io:443@evil.com/", "", "not allowed" },
        { "https://platform.adobe.io%2f@evil.com/", "", "not allowed" },
        { "https://platform.adobe.io\u2215@evil.com/", "", "not allowed" },
        { "https://evil.com/@platform.adobe.io", "", "not allowed" },
        { "https://evil.com?@platform.adobe.io/", "", "not allowed" },
        { "https://evil.com#@platform.adobe.io/", "", "not allowed" },
        { "https://user:pw@evil.com/", "", "not allowed" },
        { "https://platform.adobe.io\u3002/", "", "not allowed" },
        { "https://platform.adobe.\u0456o/", "", "not allowed" },
        { "https://platform.adobe\u2044io/", "", "not allowed" },
        { "https://platf0rm.adobe.io/", "", "not allowed" },
        { "https://xn--platform-.adobe.io/", "", "not allowed" },
        { "https://strasse.example.com/", "stra\u00DFe.example.com", "not allowed" },
        { "https://stra\u00DFe.example.com/", "strasse.example.com", "not allowed" },
        { "https://127.0.0.1./", "127.0.0.1", "not allowed" },
        { "https://[::ffff:127.0.0.1]/", "127.0.0.1", "not allowed" },
        { "https://[::1%25lo]/", "[::1]", "not allowed" },
        { "https://1.2.3.4/", "", "not allowed" },
        { "https://[2001:db8::1]/", "", "not allowed" },
        { "https://platform.adobe.io:80/", "", "another port" },
        { "https://platform.adobe.io/", "platform.adobe.io:8443", "another port" },
        { "https://platform.adobe.io/", "platform.adobe.io:80", "another port" },
        { "http://platform.adobe.io/", "platform.adobe.io:80", "https alone" },
        { "http://192.168.0.1/", "192.168.0.1", "https alone" },
        { "ftp://platform.adobe.io/", "", "https alone" },
        { "file://platform.adobe.io/x", "", "https alone" },
        { "\\\\platform.adobe.io\\x", "", "https alone" },
        { "ws://platform.adobe.io/", "", "https alone" },
        { "wss://platform.adobe.io/", "", "https alone" },
        { "https+x://platform.adobe.io/", "", "https alone" },
        { "mailto:a@platform.adobe.io", "", "https alone" },
        { "ftp://localhost/", "localhost", "https alone" },
        { "data:,platform.adobe.io", "", "not allowed" },
        { "file:///platform.adobe.io", "", "not allowed" },
        { "https://adobe.io/", "*.adobe.io", "not allowed" },
        { "https://evil-adobe.io/", "*.adobe.io", "not allowed" },
        { "https://x.adobe.io.evil.com/", "*.adobe.io", "not allowed" },
        { "https://x.adobe.io./", "*.adobe.io", "not allowed" },
        { "https://a.example.com/", "*.example.com:8443", "another port" },
        { "https://a.example.com:443/", "*.example.com:8443", "another port" },
        { "https://example.com:8443/", "*.example.com:8443", "not allowed" },
    };

    // Addresses that are well-formed as far as the framework looks, with a host that nobody can look up.
    public static TheoryData<string> Impossible =>
    [
        "https://plat\u200Dform.adobe.io/", "https://platform.adobe.io\uFF0F.evil.com/", "https://platform.adobe.io\uFF20evil.com/", "https://platform.adobe.io\u2100.evil.com/",
    ];

    // One that the framework reads some day needs its row in a table above.
    [Theory]
    [InlineData("https://platform.adobe.io\\@evil.com/")]
    [InlineData("https://evil.com\\@platform.adobe.io/")]
    [InlineData("https:\\\\platform.adobe.io\\x")]
    [InlineData("https:platform.adobe.io")]
    [InlineData("https:/platform.adobe.io/")]
    [InlineData("https:///platform.adobe.io/")]
    [InlineData("https://platform%2eadobe.io/")]
    [InlineData("https://platform.adobe.io%2eevil.com/")]
    [InlineData("https://platform.adobe.io%00.evil.com/")]
    [InlineData("https://plat\tform.adobe.io/")]
    [InlineData("https://platform.adobe.io\n.evil.com/")]
    [InlineData("https://platform.adobe.io /")]
    [InlineData("https://platform.adobe.io../")]
    [InlineData("https://platform..adobe.io/")]
    [InlineData("https://platform.adobe.io:443:443/")]
    [InlineData("https://platform.adobe.io:-443/")]
    [InlineData("https://platform.adobe.io;x/")]
    [InlineData("https://*.adobe.io/")]
    public void Other_spellings_are_no_addresses_at_all(string text) => Assert.False(Uri.TryCreate(text, UriKind.Absolute, out _));

    [Theory]
    [MemberData(nameof(Allowed))]
    public async Task Whoever_is_looked_up_is_judged_each_time(string address, string hosts, string host)
    {
        using var fixture = Fixture(hosts);

        await fixture.GetAsync(address);
        await fixture.GetAsync(address);

        Assert.Equal(2, fixture.Transport.Seen.Count);
        Assert.All(fixture.Transport.Seen, seen => Assert.Equal(("Bearer token-1", host), (seen.Authorization, seen.Address!.IdnHost)));
    }

    [Theory]
    [MemberData(nameof(Blocked))]
    public async Task Whoever_only_looks_like_an_allowed_one_is_blocked_each_time(string address, string hosts, string reason)
    {
        using var fixture = Fixture(hosts);

        for (var i = 0; i < 2; i++)
        {
            var blocked = await Assert.ThrowsAsync<RequestBlockedException>(() => fixture.GetAsync(address));

            Assert.Contains(reason, blocked.Reason, StringComparison.Ordinal);
            Assert.DoesNotContain("pw", blocked.ToString(), StringComparison.Ordinal);
        }

        Assert.Empty(fixture.Transport.Seen);
    }

    [Theory]
    [MemberData(nameof(Impossible))]
    public async Task A_host_that_can_not_be_one_is_blocked_as_any_other(string address)
    {
        using var fixture = Fixture("");

        var blocked = await Assert.ThrowsAsync<RequestBlockedException>(() => fixture.GetAsync(address));

        Assert.Null(blocked.Host);
        Assert.Contains("can not be one", blocked.Reason, StringComparison.Ordinal);
        Assert.Empty(fixture.Transport.Seen);
    }

    [Theory]
    [MemberData(nameof(Impossible))]
    public async Task A_redirect_to_one_is_blocked_as_any_other(string address)
    {
        using var fixture = new HandlerFixture(
            new StaticTokenProvider("token-1"),
            _ => new HttpResponseMessage(System.Net.HttpStatusCode.Redirect) { Headers = { Location = new Uri(address) } },
            maxRedirects: 10);

        var blocked = await Assert.ThrowsAsync<RequestBlockedException>(() => fixture.GetAsync());

        Assert.StartsWith("platform.adobe.io took the request and answered 302, a redirect to no host", blocked.Message, StringComparison.Ordinal);
        Assert.Single(fixture.Transport.Seen);
    }

    [Theory]
    [MemberData(nameof(Impossible))]
    public void Nor_can_one_be_allowed(string address) =>
        Assert.Throws<Microsoft.Extensions.Options.OptionsValidationException>(() => Fixture(address["https://".Length..^1]));

    [Theory]
    [MemberData(nameof(Impossible))]
    public async Task An_inner_handler_that_went_to_one_leaves_its_answer_to_the_caller(string address)
    {
        var provider = new ScriptedTokenProvider().Returns("token-1").Throws(new TokenRequestException("IMS is down."));
        using var fixture = new HandlerFixture(provider, request =>
        {
            request.RequestUri = new Uri(address);
            return new HttpResponseMessage(System.Net.HttpStatusCode.Unauthorized);
        });

        Assert.Equal(System.Net.HttpStatusCode.Unauthorized, (await fixture.GetAsync()).StatusCode);
        Assert.Empty(provider.Rejected);
    }

    [Theory]
    [InlineData("https://[2001:db8::1]/", "AllowedHosts.Add('[2001:db8::1]')")]
    [InlineData("https://api.example.com/", "AllowedHosts.Add('api.example.com')")]
    [InlineData("https://api.example.com:8443/", "AllowedHosts.Add('api.example.com:8443')")]
    [InlineData("https://platform.adobe.io./", "Write the host without the dot at its end.")]
    public async Task What_is_suggested_for_a_blocked_host_is_one_that_the_options_take(string address, string advice)
    {
        using var fixture = Fixture("");

        var blocked = await Assert.ThrowsAsync<RequestBlockedException>(() => fixture.GetAsync(address));

        Assert.Contains(advice, blocked.Message.Replace('"', '\''), StringComparison.Ordinal);
        if (advice.Split('\'') is [_, var host, _])
        {
            using var allowing = Fixture(host);
            await allowing.GetAsync(address);
        }
    }

    private static HandlerFixture Fixture(string hosts) =>
        new(new StaticTokenProvider("token-1"), options: hosts.Length == 0 ? new ApiRequestOptions() : new ApiRequestOptions { AllowedHosts = [hosts] });
}
