using System.Net;
using System.Net.Http.Headers;
using Adobe.ServerAuth.Testing;

namespace Adobe.ServerAuth.Tests.Handlers;

public class RedirectTests
{
    private static readonly ApiRequestOptions Storage = new() { PassThroughHosts = ["storage.example.com"] };

    [Fact]
    public async Task A_redirect_to_an_allowed_host_is_followed_with_the_token()
    {
        using var fixture = Fixture(("https://platform.adobe.io/data", 302, "https://firefly-api.adobe.io/there"));

        Assert.Equal(HttpStatusCode.OK, (await fixture.GetAsync()).StatusCode);

        Assert.All(fixture.Transport.Seen, seen => Assert.Equal("Bearer token-1", seen.Authorization));
        Assert.Equal("https://firefly-api.adobe.io/there", fixture.Transport.Seen[1].Address!.ToString());
    }

    [Fact]
    public async Task A_redirect_to_a_pass_through_host_is_followed_without_token_and_headers_and_the_chain_gets_none_again()
    {
        using var fixture = Fixture(
            ("https://platform.adobe.io/data", 307, "https://storage.example.com/file"),
            ("https://storage.example.com/file", 307, "https://platform.adobe.io/steal"));

        using var request = new HttpRequestMessage(HttpMethod.Get, HandlerFixture.Api);
        await fixture.SendAsync(request);

        // An outer retry sends the same message, which is at the last address now.
        await fixture.SendAsync(request);

        Assert.Equal("https://platform.adobe.io/steal", request.RequestUri!.ToString());
        Assert.Equal(4, fixture.Transport.Seen.Count);
        Assert.All(fixture.Transport.Seen.Skip(1), seen => Assert.Empty(seen.Headers));
    }

    [Fact]
    public async Task A_redirect_to_any_other_host_is_blocked()
    {
        using var fixture = Fixture(("https://platform.adobe.io/data", 302, "https://evil.example.com/"));

        var blocked = await Assert.ThrowsAsync<RequestBlockedException>(() => fixture.GetAsync());

        Assert.Equal("evil.example.com", blocked.Host);
        Assert.StartsWith("platform.adobe.io took the request and answered 302, a redirect to evil.example.com, which was not followed", blocked.Message, StringComparison.Ordinal);
        Assert.Single(fixture.Transport.Seen);
    }

    [Fact]
    public async Task The_answer_that_redirects_is_disposed_before_the_next_hop()
    {
        var redirect = new TrackedResponse(HttpStatusCode.Redirect) { Headers = { Location = new Uri("/there", UriKind.Relative) } };
        using var fixture = new HandlerFixture(
            new StaticTokenProvider("token-1"),
            request => request.RequestUri!.AbsolutePath == "/data" ? redirect : new HttpResponseMessage(redirect.IsDisposed ? HttpStatusCode.OK : HttpStatusCode.Conflict),
            maxRedirects: 10);

        Assert.Equal(HttpStatusCode.OK, (await fixture.GetAsync()).StatusCode);
    }

    [Theory]
    [InlineData("GET", 301, "GET", false)]
    [InlineData("POST", 301, "GET", true)]
    [InlineData("POST", 302, "GET", true)]
    [InlineData("POST", 303, "GET", true)]
    [InlineData("PUT", 302, "PUT", false)]
    [InlineData("PUT", 303, "GET", true)]
    [InlineData("HEAD", 303, "HEAD", false)]
    [InlineData("POST", 307, "POST", false)]
    [InlineData("POST", 308, "POST", false)]
    public async Task The_method_and_the_body_follow_RFC_9110(string method, int status, string next, bool dropsBody)
    {
        using var fixture = Fixture((HandlerFixture.Api, status, "/there"));
        using var request = new HttpRequestMessage(new HttpMethod(method), HandlerFixture.Api)
        {
            Content = method is "GET" or "HEAD" ? null : new StringContent("body"),
        };
        var body = method is "GET" or "HEAD" || dropsBody ? null : "body";

        await fixture.SendAsync(request);

        var second = fixture.Transport.Seen[1];
        Assert.Equal((next, body, "https://platform.adobe.io/there"), (second.Method.Method, second.Body, second.Address!.ToString()));
    }

    [Theory]
    [InlineData(302, "http://platform.adobe.io/")]
    [InlineData(302, "ftp://platform.adobe.io/")]
    [InlineData(302, null)]
    [InlineData(304, "https://platform.adobe.io/there")]
    public async Task What_is_no_redirect_to_follow_is_the_callers(int status, string? location)
    {
        using var fixture = Fixture((HandlerFixture.Api, status, location));

        Assert.Equal(status, (int)(await fixture.GetAsync()).StatusCode);
        Assert.Single(fixture.Transport.Seen);
    }

    [Theory]
    [InlineData("https://platform.adobe.io/data#part", "/there", "https://platform.adobe.io/there#part")]
    [InlineData("https://platform.adobe.io/data#part", "/there#other", "https://platform.adobe.io/there#other")]
    [InlineData("https://platform.adobe.io/data", "/there#other", "https://platform.adobe.io/there#other")]
    public async Task A_fragment_goes_along_unless_the_redirect_has_one(string from, string to, string expected)
    {
        using var fixture = Fixture((from, 302, to));

        await fixture.GetAsync(from);

        Assert.Equal(expected, fixture.Transport.Seen[1].Address!.ToString());
    }

    [Theory]
    [InlineData("https://localhost:8080/there", 2)]
    [InlineData("http://localhost:8080/there", 2)]
    [InlineData("ftp://localhost:8080/there", 1)]
    public async Task From_an_emulator_on_http_the_schemes_of_HTTP_are_followed(string to, int sent)
    {
        using var fixture = new HandlerFixture(
            new StaticTokenProvider("token-1"),
            request => request.RequestUri!.AbsolutePath == "/data" ? Redirect(302, to) : new HttpResponseMessage(HttpStatusCode.OK),
            new ApiRequestOptions { AllowedHosts = ["localhost:8080"] },
            maxRedirects: 10);

        await fixture.GetAsync("http://localhost:8080/data");

        Assert.Equal(sent, fixture.Transport.Seen.Count);
    }

    [Fact]
    public async Task A_request_that_loses_its_body_is_not_chunked_any_more()
    {
        using var fixture = Fixture((HandlerFixture.Api, 303, "/there"));
        using var request = new HttpRequestMessage(HttpMethod.Post, HandlerFixture.Api) { Content = new StringContent("body") };
        request.Headers.TransferEncodingChunked = true;

        await fixture.SendAsync(request);

        Assert.DoesNotContain("Transfer-Encoding", fixture.Transport.Seen[1].Headers.Keys);
    }

    [Fact]
    public async Task A_body_that_can_not_be_sent_again_leaves_the_redirect_to_the_caller()
    {
        using var fixture = Fixture((HandlerFixture.Api, 307, "/there"));
        using var request = new HttpRequestMessage(HttpMethod.Post, HandlerFixture.Api) { Content = new StreamContent(new OneShotStream("once")) };

        Assert.Equal(HttpStatusCode.TemporaryRedirect, (await fixture.SendAsync(request)).StatusCode);
    }

    [Fact]
    public async Task A_loop_ends_at_the_limit()
    {
        using var fixture = Fixture((HandlerFixture.Api, 302, HandlerFixture.Api));

        Assert.Equal(HttpStatusCode.Redirect, (await fixture.GetAsync()).StatusCode);
        Assert.Equal(11, fixture.Transport.Seen.Count);
    }

    [Fact]
    public async Task The_callers_own_authorization_is_not_carried_to_where_a_redirect_leads()
    {
        var provider = new ScriptedTokenProvider();
        using var fixture = Fixture(provider, (HandlerFixture.Api, 302, "https://anywhere.example.com/"));
        using var request = new HttpRequestMessage(HttpMethod.Get, HandlerFixture.Api);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", "own");

        await fixture.SendAsync(request);

        // An outer retry sends the same message, without the header that was dropped: it must not go out as us instead.
        request.RequestUri = new Uri(HandlerFixture.Api + "/again");
        await fixture.SendAsync(request);

        Assert.Equal(["Bearer own", null, null], fixture.Transport.Seen.Select(seen => seen.Authorization));
        Assert.Equal(0, provider.GetCount);
    }

    [Fact]
    public async Task A_401_behind_a_redirect_is_healed_once()
    {
        var provider = new ScriptedTokenProvider().Returns("token-1").Returns("token-1").Returns("token-2");
        using var fixture = new HandlerFixture(
            provider,
            request => request.RequestUri!.AbsolutePath == "/data" ? Redirect(302, "/there") : HandlerFixture.Refuse(request, "token-1"),
            maxRedirects: 10);

        Assert.Equal(HttpStatusCode.OK, (await fixture.GetAsync()).StatusCode);
        Assert.Single(provider.Rejected);
    }

#if !NETSTANDARD_BUILD
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Without_a_transport_of_ones_own_redirects_are_followed_here(bool isSynchronous)
    {
        using var handler = new AdobeServerAuthHandler(new StaticTokenProvider(), new ApiRequestOptions { AllowedHosts = ["localhost:1"] });
        using var client = new HttpClient(handler);

        // Nobody listens at port 1: that the request got that far shows the handler has found itself a transport.
        using var request = new HttpRequestMessage(HttpMethod.Get, "http://localhost:1/");
        await Assert.ThrowsAsync<HttpRequestException>(() => isSynchronous
            ? Task.Run(() => client.Send(request, TestContext.Current.CancellationToken), TestContext.Current.CancellationToken)
            : client.SendAsync(request, TestContext.Current.CancellationToken));

        Assert.Equal(50, handler.MaxRedirects);
        Assert.False(Assert.IsType<SocketsHttpHandler>(handler.InnerHandler).AllowAutoRedirect);
    }
#endif

    [Fact]
    public async Task On_a_chain_that_follows_redirects_by_itself_a_foreign_host_gets_no_fresh_token()
    {
        var provider = HandlerFixture.Renewing();
        using var fixture = new HandlerFixture(provider, request =>
        {
            request.RequestUri = new Uri("https://evil.example.com/");
            return new HttpResponseMessage(HttpStatusCode.Unauthorized);
        });

        Assert.Equal(HttpStatusCode.Unauthorized, (await fixture.GetAsync()).StatusCode);
        Assert.Single(fixture.Transport.Seen);
    }

    private static HandlerFixture Fixture(params (string From, int Status, string? To)[] redirects) =>
        Fixture(new StaticTokenProvider(HandlerFixture.Token("token-1")), redirects);

    private static HandlerFixture Fixture(ITokenProvider provider, params (string From, int Status, string? To)[] redirects) => new(
        provider,
        request => redirects.Where(redirect => redirect.From == request.RequestUri!.ToString()).Select(redirect => Redirect(redirect.Status, redirect.To)).FirstOrDefault()
            ?? new HttpResponseMessage(HttpStatusCode.OK),
        Storage,
        maxRedirects: 10);

    private static HttpResponseMessage Redirect(int status, string? to)
    {
        var response = new HttpResponseMessage((HttpStatusCode)status);
        response.Headers.Location = to is null ? null : new Uri(to, UriKind.RelativeOrAbsolute);
        return response;
    }
}
