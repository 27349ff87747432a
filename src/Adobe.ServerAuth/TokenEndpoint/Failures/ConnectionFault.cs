#if NETSTANDARD2_0
using System.Net;
#else
using System.Globalization;
#endif
using System.Net.Sockets;
using System.Security.Authentication;
#if !NETSTANDARD2_0
using System.Text.RegularExpressions;
#endif

namespace Adobe.ServerAuth.TokenEndpoint;

// Finds the row for what a transport has thrown. Platforms wrap it differently, so the whole chain is looked at, the most telling first.
internal static class ConnectionFault
{
    public static FailureCase Of(Exception exception)
    {
        var chain = Chain(exception).ToArray();
        return chain.Any(e => e is AuthenticationException) ? ConnectionFailures.Certificate
            : chain.Select(OfHttp).FirstOrDefault(found => found is not null)
            ?? chain.Select(OfSocket).FirstOrDefault(found => found is not null)
            ?? (chain.Any(e => e is IOException) ? ConnectionFailures.Interrupted
                : chain.Any(e => e is OperationCanceledException or TimeoutException) ? ConnectionFailures.TimedOut
                : ConnectionFailures.Other);
    }

    private static IEnumerable<Exception> Chain(Exception exception)
    {
        for (var e = exception; e is not null; e = e.InnerException)
        {
            yield return e;
        }
    }

#if NETSTANDARD2_0
    private static FailureCase? OfHttp(Exception exception) => exception is not WebException web ? null : web.Status switch
    {
        WebExceptionStatus.NameResolutionFailure or WebExceptionStatus.ProxyNameResolutionFailure => ConnectionFailures.UnknownHost,
        WebExceptionStatus.TrustFailure or WebExceptionStatus.SecureChannelFailure => ConnectionFailures.Certificate,
        WebExceptionStatus.ServerProtocolViolation => ConnectionFailures.NotHttp,
        WebExceptionStatus.ConnectionClosed or WebExceptionStatus.ReceiveFailure => ConnectionFailures.Interrupted,
        _ => null,
    };
#else
    private static FailureCase? OfHttp(Exception exception) => exception switch
    {
        HttpRequestException { HttpRequestError: HttpRequestError.ProxyTunnelError } http => OfProxy((int?)http.StatusCode ?? StatusIn(http.Message)),
        HttpRequestException http => Of(http.HttpRequestError),
        HttpIOException http => Of(http.HttpRequestError),
        _ => null,
    };

    private static FailureCase? Of(HttpRequestError error) => error switch
    {
        HttpRequestError.NameResolutionError => ConnectionFailures.UnknownHost,
        HttpRequestError.ConnectionError => ConnectionFailures.NoConnection,
        HttpRequestError.InvalidResponse or HttpRequestError.HttpProtocolError or HttpRequestError.ConfigurationLimitExceeded => ConnectionFailures.NotHttp,
        HttpRequestError.ResponseEnded => ConnectionFailures.Interrupted,
        _ => null,
    };

    // .NET 8 tells the status of a tunnel that was refused in the message alone.
    private static int? StatusIn(string message) =>
        Regex.Match(message, "'([1-5][0-9]{2})'") is { Success: true } found ? int.Parse(found.Groups[1].Value, CultureInfo.InvariantCulture) : null;

    private static FailureCase OfProxy(int? status) => status switch
    {
        407 => ConnectionFailures.ProxyCredentials,
        >= 400 and < 500 => ConnectionFailures.ProxyRefusal,
        _ => ConnectionFailures.Proxy,
    };
#endif

    private static FailureCase? OfSocket(Exception exception) => exception is not SocketException socket ? null : socket.SocketErrorCode switch
    {
        SocketError.HostNotFound or SocketError.TryAgain or SocketError.NoData or SocketError.NoRecovery => ConnectionFailures.UnknownHost,
        SocketError.ConnectionReset or SocketError.ConnectionAborted or SocketError.Shutdown => ConnectionFailures.Interrupted,
        _ => ConnectionFailures.NoConnection,
    };
}
