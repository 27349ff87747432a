using System.Net;
using System.Net.Sockets;
using System.Reflection;
using System.Runtime.Versioning;
using System.Security.Authentication;
using Adobe.ServerAuth.TokenEndpoint;

namespace Adobe.ServerAuth.Tests.TokenEndpoint;

/// <summary>What transports throw, in the chains that the platforms wrap it in.</summary>
public class ConnectionFaultTests
{
    private static readonly bool IsForNetStandard =
        typeof(ITokenProvider).Assembly.GetCustomAttribute<TargetFrameworkAttribute>()!.FrameworkName.StartsWith(".NETStandard", StringComparison.Ordinal);

    [Theory]
    [InlineData(SocketError.HostNotFound, "unknown-host")]
    [InlineData(SocketError.TryAgain, "unknown-host")]
    [InlineData(SocketError.NoData, "unknown-host")]
    [InlineData(SocketError.NoRecovery, "unknown-host")]
    [InlineData(SocketError.ConnectionReset, "interrupted")]
    [InlineData(SocketError.ConnectionAborted, "interrupted")]
    [InlineData(SocketError.Shutdown, "interrupted")]
    [InlineData(SocketError.ConnectionRefused, "no-connection")]
    [InlineData(SocketError.TimedOut, "no-connection")]
    [InlineData(SocketError.NetworkUnreachable, "no-connection")]
    public void A_socket_tells_however_deep_it_stands(SocketError error, string reason)
    {
        var socket = new SocketException((int)error);

        Assert.All<Exception>(
            [
                socket,
                new HttpRequestException("x", socket),
                new HttpRequestException("x", new WebException("y", socket)),
                new HttpRequestException("x", new IOException("y", socket)),
                new InvalidOperationException("a handler", new HttpRequestException("x", new AggregateException(socket))),
                new OperationCanceledException("x", new IOException("y", socket)),
            ],
            thrown => Assert.Equal(reason, ConnectionFault.Of(thrown).Id));
    }

    [Fact]
    public void What_TLS_says_counts_more_than_what_stands_around_it()
    {
        var tls = new AuthenticationException("x", new IOException("y", new SocketException((int)SocketError.ConnectionReset)));

        Assert.All<Exception>(
            [
                tls,
                new HttpRequestException(HttpRequestError.SecureConnectionError, "x", tls),
                new HttpRequestException(HttpRequestError.ConnectionError, "x", tls),
                new HttpRequestException("x", new WebException("y", tls, WebExceptionStatus.ReceiveFailure, null)),
                new TimeoutException("x", tls),
            ],
            thrown => Assert.Equal("tls", ConnectionFault.Of(thrown).Id));
        Assert.False(ConnectionFault.Of(tls).IsTransient);
    }

    [Theory]
    [InlineData(407, "proxy-wants-credentials", false)]
    [InlineData(403, "proxy-refuses", false)]
    [InlineData(502, "proxy", true)]
    public void A_proxy_that_opens_no_tunnel_says_whether_it_may_yet(int status, string reason, bool isTransient)
    {
        var row = ConnectionFault.Of(new HttpRequestException(HttpRequestError.ProxyTunnelError, "x", null, (System.Net.HttpStatusCode)status));

        Assert.Equal(IsForNetStandard ? ("transport", true) : (reason, isTransient), (row.Id, row.IsTransient));
    }

    [Fact]
    public void Where_the_framework_tells_the_status_of_a_proxy_in_words_alone_it_is_read_there() => Assert.Equal(
        IsForNetStandard ? "transport" : "proxy-wants-credentials",
        ConnectionFault.Of(new HttpRequestException(HttpRequestError.ProxyTunnelError, "The proxy tunnel request to proxy 'http://p:3128/' failed with status code '407'.\"")).Id);

    [Fact]
    public void A_body_that_breaks_the_protocol_is_no_connection_that_ended() =>
        Assert.Equal(IsForNetStandard ? "interrupted" : "not-http", ConnectionFault.Of(new HttpIOException(HttpRequestError.InvalidResponse, "x")).Id);

    [Theory]
    [InlineData(HttpRequestError.NameResolutionError, "unknown-host")]
    [InlineData(HttpRequestError.ConnectionError, "no-connection")]
    [InlineData(HttpRequestError.ProxyTunnelError, "proxy")]
    [InlineData(HttpRequestError.InvalidResponse, "not-http")]
    [InlineData(HttpRequestError.HttpProtocolError, "not-http")]
    [InlineData(HttpRequestError.ResponseEnded, "interrupted")]
    [InlineData(HttpRequestError.ConfigurationLimitExceeded, "not-http")]
    [InlineData(HttpRequestError.Unknown, "transport")]
    public void The_newer_platforms_say_what_it_was(HttpRequestError error, string reason)
    {
        Assert.Equal(IsForNetStandard ? "transport" : reason, ConnectionFault.Of(new HttpRequestException(error, "x")).Id);

        // A time limit of connecting is a firewall that swallows, and no slow answer.
        Assert.Equal(
            IsForNetStandard || reason == "transport" ? "timed-out" : reason,
            ConnectionFault.Of(new HttpRequestException(error, "x", new TimeoutException())).Id);
    }

    [Theory]
    [InlineData(WebExceptionStatus.NameResolutionFailure, "unknown-host")]
    [InlineData(WebExceptionStatus.ProxyNameResolutionFailure, "unknown-host")]
    [InlineData(WebExceptionStatus.TrustFailure, "tls")]
    [InlineData(WebExceptionStatus.SecureChannelFailure, "tls")]
    [InlineData(WebExceptionStatus.ServerProtocolViolation, "not-http")]
    [InlineData(WebExceptionStatus.ConnectionClosed, "interrupted")]
    [InlineData(WebExceptionStatus.ReceiveFailure, "interrupted")]
    [InlineData(WebExceptionStatus.UnknownError, "transport")]
    public void The_older_platforms_say_it_with_a_status(WebExceptionStatus status, string reason) => Assert.Equal(
        IsForNetStandard ? reason : "transport",
        ConnectionFault.Of(new HttpRequestException("x", new WebException("y", status))).Id);

    [Theory]
    [InlineData(typeof(IOException), "interrupted")]
    [InlineData(typeof(EndOfStreamException), "interrupted")]
    [InlineData(typeof(TaskCanceledException), "timed-out")]
    [InlineData(typeof(TimeoutException), "timed-out")]
    [InlineData(typeof(InvalidOperationException), "transport")]
    [InlineData(typeof(HttpRequestException), "transport")]
    public void What_names_no_error_is_known_by_its_type(Type type, string reason)
    {
        var thrown = (Exception)Activator.CreateInstance(type)!;

        Assert.Equal(reason, ConnectionFault.Of(thrown).Id);
        Assert.Equal(reason, ConnectionFault.Of(new HttpRequestException("x", thrown)).Id);
    }
}
