using System.Net;
using Adobe.ServerAuth.Testing;

namespace Adobe.ServerAuth.Tests.Handlers;

/// <summary>Redirects of several hops, of every method, to wherever a server says.</summary>
public class RedirectChainTests
{
    private const string Firefly = "https://firefly-api.adobe.io/there";
    private const string Storage = "https://storage.example.com/file";

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(3)]
    public async Task A_loop_of_two_hosts_ends_at_the_limit_with_the_redirect(int limit)
    {
        var answers = new List<TrackedResponse>();
        using var fixture = Fixture(
            request =>
            {
                var next = request.RequestUri!.Host == "platform.adobe.io" ? Firefly : HandlerFixture.Api;
                answers.Add(new TrackedResponse(HttpStatusCode.Redirect) { Content = new StringContent("moved"), Headers = { Location = new Uri(next) } });
                return answers[^1];
            },
            maxRedirects: limit);

        var response = await fixture.GetAsync();

        Assert.Same(answers[^1], response);
        Assert.Equal(limit + 1, answers.Count);
        Assert.Equal([.. Enumerable.Repeat(true, limit), false], answers.Select(answer => answer.IsDisposed));
        Assert.Equal("moved", await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        Assert.All(fixture.Transport.Seen, seen => Assert.Equal("Bearer token-1", seen.Authorization));
    }

    // What becomes of GET, HEAD, POST, PUT, DELETE and PATCH.
    [Theory]
    [InlineData(300, "GET HEAD GET PUT DELETE PATCH")]
    [InlineData(301, "GET HEAD GET PUT DELETE PATCH")]
    [InlineData(302, "GET HEAD GET PUT DELETE PATCH")]
    [InlineData(303, "GET HEAD GET GET GET GET")]
    [InlineData(307, "GET HEAD POST PUT DELETE PATCH")]
    [InlineData(308, "GET HEAD POST PUT DELETE PATCH")]
    public async Task Every_method_follows_RFC_9110_with_a_body_and_without(int status, string expected)
    {
        foreach (var (method, next) in "GET HEAD POST PUT DELETE PATCH".Split(' ').Zip(expected.Split(' ')))
        {
            foreach (var body in (string?[])[null, "body"])
            {
                using var fixture = Fixture(request => request.RequestUri!.AbsolutePath == "/data" ? To(status, "/there") : new HttpResponseMessage());
                using var request = new HttpRequestMessage(new HttpMethod(method), HandlerFixture.Api) { Content = body is null ? null : new StringContent(body) };

                await fixture.SendAsync(request);

                var second = fixture.Transport.Seen[1];
                Assert.Equal((next, method == next ? body : null, "Bearer token-1"), (second.Method.Method, second.Body, second.Authorization));
            }
        }
    }

    [Theory]
    [InlineData("there?x=1", "https://platform.adobe.io/a/there?x=1")]
    [InlineData("../there", "https://platform.adobe.io/there")]
    [InlineData("?x=1", "https://platform.adobe.io/a/b?x=1")]
    [InlineData("//firefly-api.adobe.io/there", Firefly)]
    [InlineData("//firefly-api.adobe.io:443/there", Firefly)]
    [InlineData(" https://firefly-api.adobe.io/there ", Firefly)]
    [InlineData("HTTPS://FIREFLY-API.ADOBE.IO/there", Firefly)]
    [InlineData("https:there", "https://platform.adobe.io/a/there")]
    public async Task A_relative_location_is_seen_from_the_address_that_answered(string location, string expected)
    {
        using var fixture = Fixture(request => request.RequestUri!.AbsolutePath == "/a/b" && request.RequestUri.Query.Length == 0 ? To(302, location) : new HttpResponseMessage());

        await fixture.GetAsync("https://platform.adobe.io/a/b");

        Assert.Equal((expected, "Bearer token-1"), (fixture.Transport.Seen[1].Address!.AbsoluteUri, fixture.Transport.Seen[1].Authorization));
    }

    [Theory]
    [InlineData("//evil.com/x")]
    [InlineData("\\/evil.com/x")]
    [InlineData("//platform.adobe.io@evil.com/x")]
    [InlineData("https://platform.adobe.io.evil.com/x")]
    [InlineData("https://platform.adobe.io./x")]
    [InlineData("https://platform.adobe.io:8443/x")]
    [InlineData("//platform.adobe.io:8443/x")]
    public async Task A_location_that_leads_away_is_blocked_and_the_answer_is_disposed(string location)
    {
        var redirect = new TrackedResponse(HttpStatusCode.Redirect);
        redirect.Headers.TryAddWithoutValidation("Location", location);
        using var fixture = Fixture(_ => redirect);

        await Assert.ThrowsAsync<RequestBlockedException>(() => fixture.GetAsync());

        Assert.True(redirect.IsDisposed);
        Assert.Single(fixture.Transport.Seen);
    }

    [Theory]
    [InlineData("//[bad")]
    [InlineData("//")]
    [InlineData("///x")]
    [InlineData("//:")]
    [InlineData("//platform.adobe.io:99999/")]
    [InlineData("https://platform.adobe.io:99999/")]
    [InlineData("https://[x/")]
    [InlineData("https:\\\\evil.com\\x")]
    [InlineData("http://")]
    [InlineData("http://platform.adobe.io/there")]
    [InlineData("http://storage.example.com/file")]
    [InlineData("\\\\platform.adobe.io\\there")]
    [InlineData("file:///etc/passwd")]
    [InlineData("wss://platform.adobe.io/there")]
    [InlineData("data:text/plain,there")]
    [InlineData("javascript:there")]
    public async Task A_location_that_can_not_be_followed_leaves_the_answer_to_the_caller(string location)
    {
        var redirect = new TrackedResponse(HttpStatusCode.Redirect);
        redirect.Headers.TryAddWithoutValidation("Location", location);
        using var fixture = Fixture(_ => redirect);

        Assert.Same(redirect, await fixture.GetAsync());
        Assert.Same(redirect, await fixture.GetAsync(HandlerFixture.Api + "#part"));

        Assert.False(redirect.IsDisposed);
        Assert.Equal(2, fixture.Transport.Seen.Count);
    }

    [Theory]
    [InlineData("https://evil.com/x")]
    [InlineData("https://platform.adobe.io/x")]
    public async Task A_chain_that_has_left_the_allowed_hosts_is_followed_without_anything_of_ours(string next)
    {
        using var fixture = Fixture(request => request.RequestUri!.AbsoluteUri switch
        {
            HandlerFixture.Api => To(302, Firefly),
            Firefly => To(302, Storage),
            Storage => To(302, next),
            _ => new HttpResponseMessage(HttpStatusCode.Unauthorized),
        });

        Assert.Equal(HttpStatusCode.Unauthorized, (await fixture.GetAsync()).StatusCode);

        Assert.Equal(["Bearer token-1", "Bearer token-1", null, null], fixture.Transport.Seen.Select(seen => seen.Authorization));
        Assert.All(fixture.Transport.Seen.Skip(2), seen => Assert.Empty(seen.Headers));
    }

    [Fact]
    public async Task A_request_without_the_credential_is_redirected_anywhere_without_it()
    {
        using var fixture = Fixture(request => request.RequestUri!.Host == "evil.com" ? To(302, HandlerFixture.Api) : To(302, "https://evil.com/x"), maxRedirects: 3);
        using var request = new HttpRequestMessage(HttpMethod.Get, HandlerFixture.Api).WithoutAdobeCredential();

        await fixture.SendAsync(request);

        Assert.Equal(4, fixture.Transport.Seen.Count);
        Assert.All(fixture.Transport.Seen, seen => Assert.Empty(seen.Headers));
    }

    [Fact]
    public async Task What_was_healed_can_be_redirected_and_is_not_healed_again()
    {
        var provider = HandlerFixture.Renewing().Returns("token-3").Returns("token-4");
        using var fixture = new HandlerFixture(
            provider,
            request => (request.RequestUri!.AbsolutePath, request.Headers.Authorization!.Parameter) switch
            {
                ("/data", "token-2") => To(307, Firefly),
                _ => new HttpResponseMessage(HttpStatusCode.Unauthorized),
            },
            maxRedirects: 10);
        using var request = new HttpRequestMessage(HttpMethod.Post, HandlerFixture.Api) { Content = new StringContent("body") };

        Assert.Equal(HttpStatusCode.Unauthorized, (await fixture.SendAsync(request)).StatusCode);

        Assert.Equal(
            [("/data", "Bearer token-1", "body"), ("/data", "Bearer token-2", "body"), ("/there", "Bearer token-3", "body")],
            fixture.Transport.Seen.Select(seen => (seen.Address!.AbsolutePath, seen.Authorization!, seen.Body!)));
        Assert.Single(provider.Rejected);
    }

    [Theory]
    [InlineData(302, true)]
    [InlineData(307, false)]
    public async Task A_body_that_can_be_sent_once_is_no_matter_where_it_is_dropped(int status, bool isFollowed)
    {
        using var fixture = Fixture(request => request.RequestUri!.AbsolutePath == "/data" ? To(status, "/there") : new HttpResponseMessage());
        using var request = new HttpRequestMessage(HttpMethod.Post, HandlerFixture.Api) { Content = new StreamContent(new OneShotStream("once")) };

        Assert.Equal(isFollowed ? 200 : status, (int)(await fixture.SendAsync(request)).StatusCode);

        Assert.Equal(isFollowed ? 2 : 1, fixture.Transport.Seen.Count);
        Assert.Equal(isFollowed ? "/there" : "/data", request.RequestUri!.AbsolutePath);
    }

    [Fact]
    public async Task Without_a_token_for_the_next_hop_the_exception_travels_and_the_answer_is_disposed()
    {
        var failure = new TokenRequestException("IMS is down.");
        var redirect = new TrackedResponse(HttpStatusCode.Redirect) { Headers = { Location = new Uri(Firefly) } };
        using var fixture = new HandlerFixture(new ScriptedTokenProvider().Returns("token-1").Throws(failure), _ => redirect, maxRedirects: 10);
        using var request = new HttpRequestMessage(HttpMethod.Get, HandlerFixture.Api);

        Assert.Same(failure, await Assert.ThrowsAsync<TokenRequestException>(() => fixture.SendAsync(request)));

        Assert.True(redirect.IsDisposed);
        Assert.Empty(request.Headers);
    }

    [Theory]
    [InlineData("https://evil.example.com/")]
    [InlineData("http://platform.adobe.io/data")]
    [InlineData("https://platform.adobe.io:8443/data")]
    [InlineData("https://platform.adobe.io./data")]
    [InlineData(Storage)]
    [InlineData(null)]
    [InlineData(Firefly)]
    public async Task Where_an_inner_handler_followed_a_redirect_by_itself_the_answer_tells_nothing_of_the_token(string? address)
    {
        var provider = HandlerFixture.Renewing();
        using var fixture = new HandlerFixture(
            provider,
            request =>
            {
                request.RequestUri = address is null ? null : new Uri(address);
                return HandlerFixture.Refuse(request, "token-1");
            },
            new ApiRequestOptions { PassThroughHosts = ["storage.example.com"] });

        Assert.Equal(HttpStatusCode.Unauthorized, (await fixture.GetAsync()).StatusCode);

        // It has dropped the token on the way.
        Assert.Empty(provider.Rejected);
        Assert.Single(fixture.Transport.Seen);
    }

#if !NETSTANDARD_BUILD
    [Fact]
    public async Task What_an_inner_handler_of_a_hand_made_chain_would_follow_is_followed_here()
    {
        using var inner = new SocketsHttpHandler { MaxAutomaticRedirections = 7, ConnectCallback = (_, _) => throw new IOException("no network") };
        using var handler = new AdobeServerAuthHandler(new StaticTokenProvider("token-1")) { InnerHandler = inner };
        using var client = new HttpClient(handler);

        await Assert.ThrowsAsync<HttpRequestException>(() => client.GetAsync(HandlerFixture.Api, TestContext.Current.CancellationToken));

        Assert.Equal((false, 7), (inner.AllowAutoRedirect, handler.MaxRedirects));
    }
#endif

    [Theory]
    [InlineData(Firefly, false)]
    [InlineData(Storage, false)]
    [InlineData("https://platform.adobe.io/elsewhere", true)]
    public async Task What_the_caller_has_for_one_server_does_not_go_to_another(string target, bool isSameServer)
    {
        using var fixture = Fixture(request => request.RequestUri == new Uri(HandlerFixture.Api) ? To(307, target) : new HttpResponseMessage(HttpStatusCode.OK));
        using var request = new HttpRequestMessage(HttpMethod.Get, HandlerFixture.Api);
        request.Headers.Host = "platform.adobe.io";
        request.Headers.Add("Cookie", "session=1");
        request.Headers.Add("x-api-key", "mine");
        request.Headers.Add("x-gw-ims-org-id", "mine@AdobeOrg");
        request.Headers.Add("x-request-id", "1");

        await fixture.SendAsync(request);

        var sent = fixture.Transport.Seen[1].Headers;
        Assert.Equal((isSameServer, isSameServer), (sent.ContainsKey("Host"), sent.ContainsKey("Cookie")));
        Assert.Equal(isSameServer, sent.TryGetValue("x-api-key", out var key) && key == "mine");
        Assert.Equal(isSameServer, sent.TryGetValue("x-gw-ims-org-id", out var organization) && organization == "mine@AdobeOrg");
        Assert.Equal("1", sent["x-request-id"]);
    }

    [Fact]
    public async Task Nor_does_the_organization_under_the_name_the_options_give_it()
    {
        using var fixture = new HandlerFixture(
            new StaticTokenProvider(HandlerFixture.Token("token-1")),
            request => request.RequestUri == new Uri(HandlerFixture.Api) ? To(307, Firefly) : new HttpResponseMessage(),
            new ApiRequestOptions { SendOrganizationId = true, OrganizationIdHeader = "x-org" },
            maxRedirects: 10);
        using var request = new HttpRequestMessage(HttpMethod.Get, HandlerFixture.Api);
        request.Headers.Add("x-org", "mine@AdobeOrg");

        await fixture.SendAsync(request);

        Assert.Equal("mine@AdobeOrg", fixture.Transport.Seen[0].Headers["x-org"]);
        Assert.NotEqual("mine@AdobeOrg", fixture.Transport.Seen[1].Headers.GetValueOrDefault("x-org"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("not the name of a header")]
    public async Task The_name_of_a_header_that_is_not_sent_does_not_matter(string name)
    {
        var options = new ApiRequestOptions { SendOrganizationId = false, OrganizationIdHeader = name };
        using var fixture = new HandlerFixture(
            new StaticTokenProvider(HandlerFixture.Token("token-1")),
            request => request.RequestUri == new Uri(HandlerFixture.Api) ? To(307, Firefly) : new HttpResponseMessage(),
            options,
            maxRedirects: 10);
        using var request = new HttpRequestMessage(HttpMethod.Get, HandlerFixture.Api);
        request.Headers.Add("x-gw-ims-org-id", "mine@AdobeOrg");

        await fixture.SendAsync(request);

        Assert.Equal((2, false), (fixture.Transport.Seen.Count, fixture.Transport.Seen[1].Headers.ContainsKey("x-gw-ims-org-id")));
    }

    [Fact]
    public async Task A_redirect_from_where_an_inner_handler_went_is_seen_from_there()
    {
        using var fixture = Fixture(request =>
        {
            request.RequestUri = new Uri("https://evil.example.com/");
            return To(302, "/there");
        });

        var blocked = await Assert.ThrowsAsync<RequestBlockedException>(() => fixture.GetAsync());

        Assert.Equal("evil.example.com", blocked.Host);
        Assert.Single(fixture.Transport.Seen);
    }

    [Fact]
    public async Task An_inner_handler_may_add_to_the_address_and_the_second_attempt_begins_with_the_first_one()
    {
        var (provider, addresses) = (HandlerFixture.Renewing(), new List<string>());
        using var fixture = new HandlerFixture(provider, request =>
        {
            addresses.Add(request.RequestUri!.ToString());
            request.RequestUri = new Uri(request.RequestUri + "?api-version=2");
            return HandlerFixture.Refuse(request, "token-1");
        });

        Assert.Equal(HttpStatusCode.OK, (await fixture.GetAsync()).StatusCode);

        Assert.Equal("token-1", Assert.Single(provider.Rejected).Value);
        Assert.Equal([HandlerFixture.Api, HandlerFixture.Api], addresses);
    }

    [Fact]
    public async Task A_way_back_from_where_an_inner_handler_went_has_no_token()
    {
        using var fixture = Fixture(request =>
        {
            if (request.RequestUri != new Uri(HandlerFixture.Api))
            {
                return new HttpResponseMessage();
            }

            request.RequestUri = new Uri(Storage);
            return To(302, Firefly);
        });

        await fixture.GetAsync();

        Assert.Equal(["Bearer token-1", null], fixture.Transport.Seen.Select(seen => seen.Authorization));
    }

    private static HandlerFixture Fixture(Func<HttpRequestMessage, HttpResponseMessage> answer, int maxRedirects = 10) =>
        new(new StaticTokenProvider(HandlerFixture.Token("token-1")), answer, new ApiRequestOptions { PassThroughHosts = ["storage.example.com"] }, maxRedirects);

    private static HttpResponseMessage To(int status, string location)
    {
        var response = new HttpResponseMessage((HttpStatusCode)status);
        Assert.True(response.Headers.TryAddWithoutValidation("Location", location));
        return response;
    }
}
