using System.Net;
using System.Text;
using Adobe.ServerAuth.Handlers;
using Adobe.ServerAuth.Testing;
using Adobe.ServerAuth.Tests.Fakes;

namespace Adobe.ServerAuth.Tests.Handlers;

/// <summary>A refusal that was looked at is the caller's, complete and unread.</summary>
public class PeekedBodyTests
{
#if NETSTANDARD_BUILD
    private static readonly string[] Sends = ["content", "headers"];
#else
    private static readonly string[] Sends = ["content", "headers", "synchronous"];
#endif

    public static TheoryData<string, string> KindsAndWays => [.. from kind in ResponseBody.Kinds from way in ResponseBody.Ways select new TheoryDataRow<string, string>(kind, way)];

    public static TheoryData<string, string> KindsAndSends =>
        [.. from kind in ResponseBody.Kinds from send in Sends select new TheoryDataRow<string, string>(kind, send)];

    public static TheoryData<string> Kinds => [.. ResponseBody.Kinds];

    [Theory]
    [MemberData(nameof(KindsAndWays))]
    public async Task However_it_is_read_it_is_complete(string kind, string way)
    {
        var (bytes, content) = await ResponseBody.MakeAsync(kind);
        using var fixture = Refusing(content);

        using var response = await fixture.GetAsync();

        // The reader of text swaps what is cut in the middle of a character.
        var expected = way == "string" ? Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(bytes)) : bytes;
        Assert.Equal(expected, await ResponseBody.ReadAsync(response.Content, way));
    }

    [Theory]
    [MemberData(nameof(KindsAndSends))]
    public async Task However_it_is_sent_it_is_complete(string kind, string send)
    {
        var (bytes, content) = await ResponseBody.MakeAsync(kind);
        using var client = new HttpClient(Handler(content));
        using var request = new HttpRequestMessage(HttpMethod.Get, HandlerFixture.Api);
        var token = TestContext.Current.CancellationToken;

        using var response = send == "synchronous"
            ? client.Send(request, token)
            : await client.SendAsync(request, send == "headers" ? HttpCompletionOption.ResponseHeadersRead : HttpCompletionOption.ResponseContentRead, token);

        Assert.Equal(bytes, await response.Content.ReadAsByteArrayAsync(token));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Who_copies_it_twice_gets_what_the_transport_would_have_given(bool isSeekable)
    {
        byte[] bytes = [1, 2, 3];
        using var fixture = Refusing(new StreamContent(isSeekable ? new MemoryStream(bytes) : new OneShotStream(bytes)));
        using var response = await fixture.GetAsync();

        Assert.Equal(bytes, await ResponseBody.ReadAsync(response.Content, "copy"));
        if (isSeekable)
        {
            Assert.Equal(bytes, await ResponseBody.ReadAsync(response.Content, "copy"));
        }
        else
        {
            await Assert.ThrowsAsync<InvalidOperationException>(() => ResponseBody.ReadAsync(response.Content, "copy"));
        }
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Its_headers_are_as_they_were(string kind)
    {
        var (_, content) = await ResponseBody.MakeAsync(kind);
        var length = content.Headers.ContentLength;
        content.Headers.TryAddWithoutValidation("Content-Type", "application/problem+json; charset=utf-8");
        content.Headers.TryAddWithoutValidation("Content-Encoding", ["identity", "x-odd"]);
        content.Headers.TryAddWithoutValidation("Content-Language", "de, en");
        content.Headers.TryAddWithoutValidation("Last-Modified", "yesterday, or so");
        content.Headers.TryAddWithoutValidation("Expires", "0");
        content.Headers.TryAddWithoutValidation("Allow", "");
        content.Headers.TryAddWithoutValidation("X-Custom", ["one", "two, three", "¼"]);
        var expected = Texts(content);
        using var fixture = Refusing(content);

        using var response = await fixture.GetAsync();

        Assert.Equal(expected, Texts(response.Content));
        Assert.Equal(length, response.Content.Headers.ContentLength);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
    }

    [Theory]
    [InlineData(10)]
    [InlineData(BodyPeek.MostBytes + 10)]
    public async Task Its_disposal_disposes_what_the_transport_gave(int length)
    {
        var stream = new ArrivingStream().Arrive(new byte[length]).End();
        var content = new DisposableContent(stream);
        using var fixture = Refusing(content);

        var response = await fixture.GetAsync();
        Assert.False(content.IsDisposed || stream.IsDisposed);
        response.Dispose();

        Assert.True(content.IsDisposed && stream.IsDisposed);
        await Assert.ThrowsAsync<ObjectDisposedException>(() => response.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_limit_of_the_client_is_kept()
    {
        using var client = new HttpClient(Handler(new StreamContent(new OneShotStream(new byte[2000])))) { MaxResponseContentBufferSize = 1000 };

        await Assert.ThrowsAsync<HttpRequestException>(() => client.GetAsync(HandlerFixture.Api, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task An_answer_that_is_healed_is_disposed_with_its_content()
    {
        var stream = new ArrivingStream().Arrive(new byte[10]).End();
        var content = new DisposableContent(stream);
        using var fixture = new HandlerFixture(HandlerFixture.Renewing(), request => request.Headers.Authorization?.Parameter == "token-1"
            ? new HttpResponseMessage(HttpStatusCode.Unauthorized) { Content = content }
            : new HttpResponseMessage(content.IsDisposed && stream.IsDisposed ? HttpStatusCode.OK : HttpStatusCode.Conflict));

        Assert.Equal(HttpStatusCode.OK, (await fixture.GetAsync()).StatusCode);
    }

    [Theory]
    [InlineData(HttpStatusCode.OK, null)]
    [InlineData(HttpStatusCode.NotFound, null)]
    [InlineData(HttpStatusCode.ServiceUnavailable, null)]
    [InlineData(HttpStatusCode.Unauthorized, "Bearer error=\"insufficient_scope\"")]
    public async Task A_body_that_decides_nothing_is_not_looked_at(HttpStatusCode status, string? challenge)
    {
        var content = new StreamContent(new ArrivingStream());
        using var fixture = new HandlerFixture(new StaticTokenProvider("token-1"), _ =>
        {
            var response = new HttpResponseMessage(status) { Content = content };
            response.Headers.TryAddWithoutValidation("WWW-Authenticate", challenge);
            return response;
        });

        Assert.Same(content, (await fixture.GetAsync()).Content);
    }

#if NETSTANDARD_BUILD
    private static string[] Texts(HttpContent content) => [.. content.Headers.Select(header => $"{header.Key}: {string.Join(" | ", header.Value)}").Order(StringComparer.Ordinal)];
#else
    private static string[] Texts(HttpContent content) => [.. content.Headers.NonValidated.Select(header => $"{header.Key}: {string.Join(" | ", header.Value)}").Order(StringComparer.Ordinal)];
#endif

    private static AdobeServerAuthHandler Handler(HttpContent content) => new(new StaticTokenProvider("token-1"))
    {
        InnerHandler = new StubHandler(_ => new HttpResponseMessage(HttpStatusCode.Unauthorized) { Content = content }),
    };

    private static HandlerFixture Refusing(HttpContent content) =>
        new(new StaticTokenProvider("token-1"), _ => new HttpResponseMessage(HttpStatusCode.Unauthorized) { Content = content });
}
