using System.Net;
using System.Net.Http.Headers;
using Adobe.ServerAuth.Testing;
using Adobe.ServerAuth.Tests.Fakes;

namespace Adobe.ServerAuth.Tests.Handlers;

public class CredentialHeaderTests
{
    [Fact]
    public async Task A_request_carries_the_token_and_the_identity_it_belongs_to()
    {
        using var fixture = new HandlerFixture(new StaticTokenProvider(HandlerFixture.Token("token-1")));

        await fixture.GetAsync();

        var sent = Assert.Single(fixture.Transport.Seen).Headers;
        Assert.Equal("Bearer token-1", sent["Authorization"]);
        Assert.Equal(Make.ClientId, sent["x-api-key"]);
        Assert.Equal(Make.OrganizationId, sent["x-gw-ims-org-id"]);
        Assert.Equal(3, sent.Count);
    }

    [Fact]
    public async Task A_token_that_names_nobody_is_sent_alone()
    {
        using var fixture = new HandlerFixture(new StaticTokenProvider("token-1"));

        await fixture.GetAsync();

        Assert.Equal(["Authorization"], Assert.Single(fixture.Transport.Seen).Headers.Keys);
    }

    [Fact]
    public async Task Options_choose_the_headers()
    {
        var options = new ApiRequestOptions { SendApiKey = false, OrganizationIdHeader = "x-ims-org-id" };
        using var fixture = new HandlerFixture(new StaticTokenProvider(HandlerFixture.Token("token-1")), options: options);
        options.SendApiKey = true;

        await fixture.GetAsync();

        Assert.Equal(["Authorization", "x-ims-org-id"], Assert.Single(fixture.Transport.Seen).Headers.Keys.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Without_the_organization_by_option_none_is_sent()
    {
        using var fixture = new HandlerFixture(new StaticTokenProvider(HandlerFixture.Token("token-1")), options: new ApiRequestOptions { SendOrganizationId = false });

        await fixture.GetAsync();

        Assert.Equal(["Authorization", "x-api-key"], Assert.Single(fixture.Transport.Seen).Headers.Keys.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task The_callers_own_headers_are_left_alone()
    {
        using var fixture = new HandlerFixture(new StaticTokenProvider(HandlerFixture.Token("token-1")));
        using var request = new HttpRequestMessage(HttpMethod.Get, HandlerFixture.Api);
        request.Headers.Add("X-Api-Key", "the caller's key");
        request.Headers.Add("X-GW-IMS-Org-Id", "the caller's organization");

        await fixture.SendAsync(request);

        var sent = Assert.Single(fixture.Transport.Seen).Headers;
        Assert.Equal("the caller's key", sent["x-api-key"]);
        Assert.Equal("the caller's organization", sent["x-gw-ims-org-id"]);
        Assert.Equal("the caller's key", Assert.Single(request.Headers.GetValues("x-api-key")));
    }

    [Theory]
    [InlineData(HandlerFixture.Api)]
    [InlineData("http://anywhere.example.com/")]
    public async Task A_request_with_an_authorization_of_its_own_gets_no_token_and_goes_anywhere(string address)
    {
        var provider = new ScriptedTokenProvider();
        using var fixture = new HandlerFixture(provider, _ => new HttpResponseMessage(HttpStatusCode.Unauthorized));
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        request.Headers.Authorization = new AuthenticationHeaderValue("Basic", "own");

        var response = await fixture.SendAsync(request);

        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
        Assert.Equal("Basic own", Assert.Single(fixture.Transport.Seen).Authorization);
        Assert.Equal("own", request.Headers.Authorization?.Parameter);
        Assert.Equal(0, provider.GetCount);
    }

    [Fact]
    public async Task What_a_request_says_for_itself_counts_also_where_the_host_is_known_by_then()
    {
        using var fixture = new HandlerFixture(new StaticTokenProvider(HandlerFixture.Token("token-1")));
        await fixture.GetAsync();
        using var own = new HttpRequestMessage(HttpMethod.Get, HandlerFixture.Api);
        own.Headers.Authorization = new AuthenticationHeaderValue("Basic", "own");
        using var none = new HttpRequestMessage(HttpMethod.Get, HandlerFixture.Api).WithoutAdobeCredential();

        await fixture.SendAsync(own);
        await fixture.SendAsync(none);
        await fixture.GetAsync();

        Assert.Equal(["Bearer token-1", "Basic own", null, "Bearer token-1"], fixture.Transport.Seen.Select(seen => seen.Authorization));
        Assert.Equal([3, 1, 0, 3], fixture.Transport.Seen.Select(seen => seen.Headers.Count));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_blank_authorization_is_none_and_is_replaced(bool isKnownAddress)
    {
        using var fixture = new HandlerFixture(new StaticTokenProvider("token-1"));
        if (isKnownAddress)
        {
            await fixture.GetAsync();
        }

        using var request = new HttpRequestMessage(HttpMethod.Get, HandlerFixture.Api);
        request.Headers.TryAddWithoutValidation("Authorization", " ");

        await fixture.SendAsync(request);

        Assert.Equal("Bearer token-1", fixture.Transport.Seen[^1].Authorization);
    }

    [Fact]
    public async Task Our_headers_are_taken_off_when_the_send_is_over()
    {
        using var fixture = new HandlerFixture(new StaticTokenProvider(HandlerFixture.Token("token-1")));
        using var request = new HttpRequestMessage(HttpMethod.Get, HandlerFixture.Api);

        var response = await fixture.SendAsync(request);

        Assert.Empty(request.Headers);
        Assert.DoesNotContain("token-1", response.RequestMessage!.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Our_headers_are_taken_off_when_the_send_fails()
    {
        using var fixture = new HandlerFixture(new StaticTokenProvider(HandlerFixture.Token("token-1")), _ => throw new HttpRequestException("reset"));
        using var request = new HttpRequestMessage(HttpMethod.Get, HandlerFixture.Api);

        await Assert.ThrowsAsync<HttpRequestException>(() => fixture.SendAsync(request));

        Assert.Empty(request.Headers);
    }

    [Fact]
    public async Task An_outer_retry_of_the_same_message_gets_the_token_of_that_moment()
    {
        using var fixture = new HandlerFixture(HandlerFixture.Renewing());
        using var request = new HttpRequestMessage(HttpMethod.Get, HandlerFixture.Api);

        await fixture.SendAsync(request);
        await fixture.SendAsync(request);

        Assert.Equal(["Bearer token-1", "Bearer token-2"], fixture.Transport.Seen.Select(seen => seen.Authorization));
    }

    [Fact]
    public async Task Without_a_token_nothing_is_sent_and_the_exception_travels_untouched()
    {
        var failure = new TokenRequestException("IMS said no.");
        using var fixture = new HandlerFixture(new ScriptedTokenProvider().Throws(failure));

        Assert.Same(failure, await Assert.ThrowsAsync<TokenRequestException>(() => fixture.GetAsync()));
        Assert.Empty(fixture.Transport.Seen);
    }

    [Fact]
    public async Task A_provider_that_throws_before_it_has_a_task_is_told_by_that_of_the_request()
    {
        using var fixture = new HandlerFixture(new ScriptedTokenProvider().Returns("token-1").Answers(_ => throw new InvalidOperationException("broken")));
        await fixture.GetAsync();

        var sending = fixture.GetAsync();

        Assert.Equal("broken", (await Assert.ThrowsAsync<InvalidOperationException>(() => sending)).Message);
        Assert.Single(fixture.Transport.Seen);
    }

#if !NETSTANDARD_BUILD
    [Fact]
    public void A_synchronous_send_is_made_again_on_the_thread_of_its_caller()
    {
        var threads = new List<int>();
        var transport = new StubHandler(request =>
        {
            threads.Add(Environment.CurrentManagedThreadId);
            return HandlerFixture.Refuse(request, "token-1");
        });
        using var client = new HttpClient(new AdobeServerAuthHandler(HandlerFixture.Renewing()) { InnerHandler = transport });
        using var request = new HttpRequestMessage(HttpMethod.Get, HandlerFixture.Api);

        client.Send(request, TestContext.Current.CancellationToken);

        Assert.Equal([Environment.CurrentManagedThreadId, Environment.CurrentManagedThreadId], threads);
    }
#endif

#if !NETSTANDARD_BUILD
    [Fact]
    public void A_synchronous_send_is_authenticated_and_healed_as_well()
    {
        var transport = new StubHandler(request => HandlerFixture.Refuse(request, "token-1"));
        using var client = new HttpClient(new AdobeServerAuthHandler(HandlerFixture.Renewing()) { InnerHandler = transport });
        using var request = new HttpRequestMessage(HttpMethod.Get, HandlerFixture.Api);

        var response = client.Send(request, TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal(["Bearer token-1", "Bearer token-2"], transport.Seen.Select(seen => seen.Authorization));
    }
#endif

#if !NETSTANDARD_BUILD
    [Fact]
    public void A_synchronous_send_goes_on_with_its_own_thread_when_the_token_is_late()
    {
        var caller = Environment.CurrentManagedThreadId;
        var provider = new ScriptedTokenProvider().Answers(_ => new ValueTask<AccessToken>(new AwaitedToken(HandlerFixture.Token("late")), 0));
        using var client = new HttpMessageInvoker(new AdobeServerAuthHandler(provider)
        {
            InnerHandler = new StubHandler(_ => new HttpResponseMessage { ReasonPhrase = $"{Environment.CurrentManagedThreadId == caller}" }),
        });
        using var request = new HttpRequestMessage(HttpMethod.Get, HandlerFixture.Api);

        Assert.Equal("True", client.Send(request, TestContext.Current.CancellationToken).ReasonPhrase);
    }
#endif

#if !NETSTANDARD_BUILD
    [Fact]
    public async Task A_synchronous_send_waits_for_a_token_that_is_not_there_yet()
    {
        var token = new TaskCompletionSource<AccessToken>(TaskCreationOptions.RunContinuationsAsynchronously);
        var transport = new StubHandler(_ => new HttpResponseMessage(HttpStatusCode.OK));
        var provider = new ScriptedTokenProvider().Answers(_ => new ValueTask<AccessToken>(token.Task));
        using var client = new HttpClient(new AdobeServerAuthHandler(provider) { InnerHandler = transport });
        using var request = new HttpRequestMessage(HttpMethod.Get, HandlerFixture.Api);

        var sending = Task.Run(() => client.Send(request, TestContext.Current.CancellationToken), TestContext.Current.CancellationToken);
        token.SetResult(HandlerFixture.Token("late"));
        await sending;

        Assert.Equal("Bearer late", Assert.Single(transport.Seen).Authorization);
    }
#endif
}
