using System.Net.Sockets;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core.Features;

namespace Adobe.ServerAuth.Testing.Emulator;

/// <summary>
/// The connection of a request below HTTP: inside of TLS, if there is any. The server is told to keep away from it afterwards, so
/// nothing of a fault gets into a later answer.
/// </summary>
internal sealed class RawConnection(ImsExchange exchange)
{
    private readonly IFeatureCollection _features = exchange.Http.Features;

    private Socket Socket => _features.GetRequiredFeature<IConnectionSocketFeature>().Socket;

    /// <summary>Sends the bytes and then resets the connection; all of them have left before.</summary>
    public async Task SendAndResetAsync(byte[] bytes)
    {
        try
        {
            await SendAsync(bytes).ConfigureAwait(false);

            // Without a time to linger, closing resets.
            Socket.Close(timeout: 0);
        }
        finally
        {
            exchange.Http.Abort();
        }
    }

    /// <summary>Sends the bytes, says that there are no more, and waits until the client has closed its side too.</summary>
    public async Task SendAndCloseAsync(byte[] bytes)
    {
        try
        {
            await SendAsync(bytes).ConfigureAwait(false);
            if (_features.Get<ISslStreamFeature>() is { } tls)
            {
                await tls.SslStream.ShutdownAsync().ConfigureAwait(false);
            }

            Socket.Shutdown(SocketShutdown.Send);
            await WhenGoneAsync().ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is SocketException or IOException or ObjectDisposedException)
        {
            // The client was faster.
        }
        finally
        {
            exchange.Http.Abort();
        }
    }

    /// <summary>Ends when the client has gone, or the emulator is disposed; the server sends nothing any more then.</summary>
    public async Task WhenGoneAsync() => await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, exchange.Gone)
        .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);

    private async Task SendAsync(byte[] bytes)
    {
        if (bytes.Length > 0)
        {
            // The transport's buffer holds nothing back (EmulatorHost), so what is flushed has been sent.
            await _features.GetRequiredFeature<IConnectionTransportFeature>().Transport.Output
                .WriteAsync(bytes, exchange.Gone).ConfigureAwait(false);
        }
    }
}
