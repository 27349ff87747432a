using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Adobe.ServerAuth.Tests.Fakes;
using Microsoft.Extensions.Logging;

namespace Adobe.ServerAuth.Tests.DependencyInjection;

public class TokenProviderTests
{
    [Fact]
    public async Task A_handler_that_was_given_is_used_and_outlives_the_provider()
    {
        using var handler = new DisposableStub();
        using var provider = TokenProvider.Create(Make.Options(), handler);

        var first = await provider.GetTokenAsync(TestContext.Current.CancellationToken);
        var second = await provider.GetTokenAsync(TestContext.Current.CancellationToken);
        provider.Dispose();
        provider.Dispose();

        Assert.Same(first, second);
        Assert.Equal(1, handler.Requests);
        Assert.False(handler.IsDisposed);
        await Assert.ThrowsAsync<ObjectDisposedException>(() => provider.GetTokenAsync(TestContext.Current.CancellationToken).AsTask());
    }

    [Fact]
    public async Task A_clock_and_logs_that_were_given_are_used()
    {
        var clock = new TestClock();
        var log = new RecordingLogger();
        using var handler = new DisposableStub();
        using var provider = TokenProvider.Create(Make.Options(), handler, clock, log);

        var token = await provider.GetTokenAsync(TestContext.Current.CancellationToken);
        clock.Advance(TimeSpan.FromHours(25));
        await provider.GetTokenAsync(TestContext.Current.CancellationToken);

        Assert.Equal(new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero).AddSeconds(86399), token.ExpiresAt);
        Assert.Equal(2, handler.Requests);
        Assert.Equal(2, log.Of(100).Count);
        Leaks.AssertNone(Make.Secret, log.Lines.Select(line => line.Text));
    }

    [Fact]
    public async Task The_options_are_read_once()
    {
        var options = Make.Options();
        var clock = new TestClock();
        using var handler = new StubHandler(_ => Make.Response(HttpStatusCode.OK, Make.TokenJson()));
        using var provider = TokenProvider.Create(options, handler, clock, new RecordingLogger());
        options.ClientId = "other";
        options.Cache.RefreshBeforeExpiry = TimeSpan.FromDays(1);
        options.Cache = new TokenCacheOptions();

        await provider.GetTokenAsync(TestContext.Current.CancellationToken);

        Assert.Contains("client_id=" + Make.ClientId, Assert.Single(handler.Seen).Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_client_of_its_own_is_closed_with_the_provider()
    {
        // The only way to see from outside that a handler was disposed: its kept-alive connection ends. No time is waited for.
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var port = ((IPEndPoint)listener.LocalEndpoint).Port;
        using var provider = TokenProvider.Create(Make.Options(options => options.ImsEndpoint = new Uri("http://127.0.0.1:" + port.ToString(CultureInfo.InvariantCulture))));
        var asking = provider.GetTokenAsync(TestContext.Current.CancellationToken).AsTask();
        using var connection = await listener.AcceptTcpClientAsync(TestContext.Current.CancellationToken);
        var stream = connection.GetStream();
        await ReadUntilAsync(stream, "&scope=");
        var body = Make.TokenJson();
        await stream.WriteAsync(Encoding.ASCII.GetBytes($"HTTP/1.1 200 OK\r\nContent-Length: {body.Length}\r\n\r\n{body}"), TestContext.Current.CancellationToken);
        Assert.Equal("token-1", (await asking).Value);

        provider.Dispose();

        await ReadToEndAsync(stream);
    }

    public static TheoryData<HttpMessageHandler> HandlersThatFollowRedirects => new()
    {
        new HttpClientHandler(),
#if !NETSTANDARD_BUILD
        new SocketsHttpHandler(),
#endif
        new AdobeServerAuthHandler(new Testing.StaticTokenProvider()) { InnerHandler = new HttpClientHandler() },
    };

    [Theory]
    [MemberData(nameof(HandlersThatFollowRedirects))]
    public void A_handler_that_would_send_the_secret_on_to_where_a_redirect_leads_is_refused(HttpMessageHandler handler)
    {
        var refused = Assert.Throws<ArgumentException>(() => TokenProvider.Create(Make.Options(), handler));

        Assert.Contains("AllowAutoRedirect = false", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void No_argument_may_be_null()
    {
        using var handler = new DisposableStub();
        var log = new RecordingLogger();

        Assert.Equal("options", Assert.Throws<ArgumentNullException>(() => TokenProvider.Create(null!)).ParamName);
        Assert.Equal("options", Assert.Throws<ArgumentNullException>(() => TokenProvider.Create(null!, handler)).ParamName);
        Assert.Equal("imsHandler", Assert.Throws<ArgumentNullException>(() => TokenProvider.Create(Make.Options(), (HttpMessageHandler)null!)).ParamName);
        Assert.Equal("loggerFactory", Assert.Throws<ArgumentNullException>(() => TokenProvider.Create(Make.Options(), (ILoggerFactory)null!)).ParamName);
        Assert.Equal("timeProvider", Assert.Throws<ArgumentNullException>(() => TokenProvider.Create(Make.Options(), handler, null!, log)).ParamName);
        Assert.Equal("loggerFactory", Assert.Throws<ArgumentNullException>(() => TokenProvider.Create(Make.Options(), handler, TimeProvider.System, null!)).ParamName);
        Assert.False(handler.IsDisposed);
    }

    private static async Task ReadUntilAsync(NetworkStream stream, string text)
    {
        var seen = new StringBuilder();
        var buffer = new byte[4096];
        while (!seen.ToString().Contains(text, StringComparison.Ordinal))
        {
            var read = await stream.ReadAsync(buffer, TestContext.Current.CancellationToken);
            Assert.NotEqual(0, read);
            seen.Append(Encoding.ASCII.GetString(buffer, 0, read));
        }
    }

    private static async Task ReadToEndAsync(NetworkStream stream)
    {
        using var guard = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        guard.CancelAfter(TimeSpan.FromSeconds(30));
        var buffer = new byte[4096];
        while (await stream.ReadAsync(buffer, guard.Token) > 0)
        {
        }
    }

    private sealed class DisposableStub : HttpMessageHandler
    {
        public int Requests { get; private set; }

        public bool IsDisposed { get; private set; }

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            Requests++;
            return Task.FromResult(Make.Response(HttpStatusCode.OK, Make.TokenJson($"token-{Requests}")));
        }

        protected override void Dispose(bool disposing)
        {
            IsDisposed = true;
            base.Dispose(disposing);
        }
    }
}
