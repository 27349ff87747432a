using System.Net;
using System.Net.Http.Json;
using System.Text;
using Adobe.ServerAuth.Testing;
using Microsoft.Extensions.Logging;

namespace Adobe.ServerAuth.Tests.Handlers;

public class UnauthorizedTests
{
    [Fact]
    public async Task A_401_is_healed_by_one_renewal_and_one_more_attempt()
    {
        var provider = HandlerFixture.Renewing();
        using var fixture = new HandlerFixture(provider, request => HandlerFixture.Refuse(request, "token-1"));

        var response = await fixture.GetAsync();

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal(["Bearer token-1", "Bearer token-2"], fixture.Transport.Seen.Select(seen => seen.Authorization));
        Assert.Equal("token-1", Assert.Single(provider.Rejected).Value);
    }

    [Fact]
    public async Task A_second_401_is_the_callers()
    {
        var provider = HandlerFixture.Renewing();
        using var fixture = new HandlerFixture(provider, _ => new HttpResponseMessage(HttpStatusCode.Unauthorized));

        var response = await fixture.GetAsync();

        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
        Assert.Equal(2, fixture.Transport.Seen.Count);
        Assert.Single(provider.Rejected);
    }

    [Theory]
    [InlineData(HttpStatusCode.Forbidden)]
    [InlineData(HttpStatusCode.BadRequest)]
    [InlineData(HttpStatusCode.TooManyRequests)]
    [InlineData(HttpStatusCode.InternalServerError)]
    public async Task Other_answers_renew_nothing(HttpStatusCode status)
    {
        var provider = HandlerFixture.Renewing();
        using var fixture = new HandlerFixture(provider, _ => new HttpResponseMessage(status));

        Assert.Equal(status, (await fixture.GetAsync()).StatusCode);
        Assert.Empty(provider.Rejected);
    }

    [Fact]
    public async Task When_the_renewal_brings_the_same_token_the_answer_is_the_callers_complete_and_unread()
    {
        using var fixture = new HandlerFixture(new StaticTokenProvider("token-1"), request => HandlerFixture.Refuse(request, "token-1"));

        var response = await fixture.GetAsync();

        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
        Assert.Contains("401013", await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
        Assert.Single(fixture.Transport.Seen);
    }

    public static TheoryData<Exception> Failures => new() { new TokenRequestException("IMS is down."), new InvalidOperationException("secret detail"), new OperationCanceledException("of its own") };

    [Theory]
    [MemberData(nameof(Failures))]
    public async Task When_the_renewal_fails_the_answer_is_the_callers_and_one_warning_says_why(Exception failure)
    {
        var provider = new ScriptedTokenProvider().Returns("token-1").Throws(failure);
        using var fixture = new HandlerFixture(provider, request => HandlerFixture.Refuse(request, "token-1"));

        var response = await fixture.GetAsync();

        Assert.Contains("401013", await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
        var line = Assert.Single(fixture.Log.Lines);
        Assert.Equal((300, LogLevel.Warning), (line.Id, line.Level));
        Assert.Contains("platform.adobe.io answered 401", line.Text, StringComparison.Ordinal);
        Assert.Contains(failure is TokenRequestException ? "IMS is down." : failure.GetType().Name, line.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("secret detail", line.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_cancels_during_the_renewal_is_cancelled()
    {
        using var cancellation = new CancellationTokenSource();
        var provider = new ScriptedTokenProvider().Returns("token-1").Answers(async token =>
        {
            await cancellation.CancelAsync();
            token.ThrowIfCancellationRequested();
            throw new InvalidOperationException();
        });
        var refusal = new TrackedResponse(HttpStatusCode.Unauthorized);
        using var client = new HttpMessageInvoker(new AdobeServerAuthHandler(provider) { InnerHandler = new Fakes.StubHandler(_ => refusal) });
        using var request = new HttpRequestMessage(HttpMethod.Get, HandlerFixture.Api);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => client.SendAsync(request, cancellation.Token));
        Assert.True(refusal.IsDisposed);
    }

    public static TheoryData<string, bool> Bodies => new()
    {
        { "none", true },
        { "string", true },
        { "bytes", true },
        { "memory", true },
        { "json", true },
        { "json of nothing", true },
        { "json of a list", true },
        { "json of a node", true },
        { "json of a sequence made as it is read", false },
        { "json of an asynchronous sequence", false },
        { "json of an asynchronous sequence of a class", false },
        { "form", true },
        { "multipart", true },
        { "seekable stream", true },
        { "one-shot stream", false },
        { "one-shot stream with a length", false },
        { "multipart with a one-shot stream", false },
        { "unknown content", false },
    };

    [Theory]
    [MemberData(nameof(Bodies))]
    public async Task A_body_that_can_be_sent_again_is_and_any_other_leaves_the_401_to_the_caller(string kind, bool isReplayable)
    {
        var provider = HandlerFixture.Renewing();
        using var fixture = new HandlerFixture(provider, request => HandlerFixture.Refuse(request, "token-1"));
        using var request = new HttpRequestMessage(HttpMethod.Post, HandlerFixture.Api) { Content = Content(kind) };

        var response = await fixture.SendAsync(request);

        Assert.Single(provider.Rejected);
        if (isReplayable)
        {
            Assert.Equal(HttpStatusCode.OK, response.StatusCode);
            Assert.Equal(2, fixture.Transport.Seen.Count);
            Assert.Equal(fixture.Transport.Seen[0].Body, fixture.Transport.Seen[1].Body);
        }
        else
        {
            Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
            Assert.Single(fixture.Transport.Seen);
            Assert.Single(fixture.Log.Of(301), line => line.Level == LogLevel.Warning);
        }
    }

    [Fact]
    public async Task A_body_that_was_disposed_on_the_way_leaves_the_401_to_the_caller()
    {
        using var content = new StreamContent(new MemoryStream(Encoding.UTF8.GetBytes("stream")));
        using var fixture = new HandlerFixture(HandlerFixture.Renewing(), request =>
        {
            request.Content!.Dispose();
            return HandlerFixture.Refuse(request, "token-1");
        });
        using var request = new HttpRequestMessage(HttpMethod.Post, HandlerFixture.Api) { Content = content };

        Assert.Equal(HttpStatusCode.Unauthorized, (await fixture.SendAsync(request)).StatusCode);
        Assert.Single(fixture.Transport.Seen);
    }

    [Fact]
    public async Task The_first_answer_is_disposed_before_the_second_attempt()
    {
        var first = new TrackedResponse(HttpStatusCode.Unauthorized);
        using var fixture = new HandlerFixture(HandlerFixture.Renewing(), request =>
            request.Headers.Authorization?.Parameter == "token-1" ? first : new HttpResponseMessage(first.IsDisposed ? HttpStatusCode.OK : HttpStatusCode.Conflict));

        Assert.Equal(HttpStatusCode.OK, (await fixture.GetAsync()).StatusCode);
    }

    [Fact]
    public async Task Two_hundred_parallel_401s_are_all_healed_by_one_renewal()
    {
        var fetches = 0;
        var inner = new CountingProvider(() => $"token-{Interlocked.Increment(ref fetches)}");
        using var cache = new CachingTokenProvider(inner);
        using var fixture = new HandlerFixture(cache, request => HandlerFixture.Refuse(request, "token-1"));

        var responses = await Task.WhenAll(Enumerable.Range(0, 200).Select(_ => Task.Run(() => fixture.GetAsync())));

        Assert.All(responses, response => Assert.Equal(HttpStatusCode.OK, response.StatusCode));
        Assert.Equal(2, fetches);
    }

    [Fact]
    public async Task An_API_that_refuses_everything_costs_two_token_requests_for_fifty_calls()
    {
        var fetches = 0;
        using var cache = new CachingTokenProvider(new CountingProvider(() => $"token-{Interlocked.Increment(ref fetches)}"));
        using var fixture = new HandlerFixture(cache, _ => new HttpResponseMessage(HttpStatusCode.Unauthorized));

        for (var i = 0; i < 50; i++)
        {
            Assert.Equal(HttpStatusCode.Unauthorized, (await fixture.GetAsync()).StatusCode);
        }

        Assert.Equal(2, fetches);
        Assert.Equal(51, fixture.Transport.Seen.Count);
    }

    private static async IAsyncEnumerable<int> NumbersAsync()
    {
        yield return 1;
        await Task.Yield();
        yield return 2;
    }

    private static HttpContent? Content(string kind) => kind switch
    {
        "none" => null,
        "string" => new StringContent("text"),
        "bytes" => new ByteArrayContent([1, 2, 3]),
        "memory" => new ReadOnlyMemoryContent(new byte[] { 1, 2, 3 }),
        "json" => JsonContent.Create(new { a = 1 }),
        "json of nothing" => JsonContent.Create<object?>(null),
        "json of a list" => JsonContent.Create(new List<int> { 1, 2 }),
        "json of a node" => JsonContent.Create(new System.Text.Json.Nodes.JsonArray(1, 2)),
        "json of a sequence made as it is read" => JsonContent.Create(Enumerable.Range(1, 3).Select(number => number)),
        "json of an asynchronous sequence of a class" => JsonContent.Create(new AsyncNumbers()),
        "json of an asynchronous sequence" => JsonContent.Create(NumbersAsync()),
        "form" => new FormUrlEncodedContent([new("a", "1")]),
        "multipart" => new MultipartFormDataContent { { new StringContent("text"), "part" } },
        "seekable stream" => new StreamContent(new MemoryStream(Encoding.UTF8.GetBytes("stream"))),
        "one-shot stream" => new StreamContent(new OneShotStream("stream")),
        "one-shot stream with a length" => new StreamContent(new OneShotStream("stream")) { Headers = { ContentLength = 6 } },
        "multipart with a one-shot stream" => new MultipartFormDataContent { { new StreamContent(new OneShotStream("stream")), "part" } },
        _ => new UnknownContent(),
    };
}
