using System.Net;
using System.Net.Sockets;
using System.Text;
using Adobe.ServerAuth.Testing;

namespace Adobe.ServerAuth.IntegrationTests.HttpClients;

/// <summary>A refusal whose body is late, looked at and given up: the connection it came on serves nobody else by halves.</summary>
public class LateBodyTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private static readonly byte[] Late = "HTTP/1.1 403 Forbidden\r\nContent-Type: application/json\r\nContent-Length: 60\r\n\r\n{"u8.ToArray();
    private static readonly byte[] Rest = Encoding.ASCII.GetBytes(new string(' ', 58) + "}");
    private static readonly byte[] Ok = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}"u8.ToArray();

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Who_gives_up_during_the_look_or_after_it_leaves_the_next_request_unharmed(bool duringTheLook)
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var endpoint = (IPEndPoint)listener.LocalEndpoint;
        var goOn = new TaskCompletionSource();
        var serving = ServeAsync(listener, goOn.Task);
        using var client = new HttpClient(new AdobeServerAuthHandler(new StaticTokenProvider("token-1"), new ApiRequestOptions { AllowedHosts = [endpoint.ToString()] })
        {
            InnerHandler = new SocketsHttpHandler { UseProxy = false, AllowAutoRedirect = false, MaxConnectionsPerServer = 1 },
        });
        var address = new Uri($"http://{endpoint}/");
        using var cancellation = new CancellationTokenSource();
        var first = client.GetAsync(address, HttpCompletionOption.ResponseHeadersRead, cancellation.Token);
        if (duringTheLook)
        {
            // The head is there, and the body is not.
            await serving.FirstAnswered.WaitAsync(Patience, TestContext.Current.CancellationToken);
            await cancellation.CancelAsync();
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first);
        }
        else
        {
            // The look ends by itself.
            (await first.WaitAsync(Patience, TestContext.Current.CancellationToken)).Dispose();
        }

        goOn.SetResult();
        for (var i = 0; i < 3; i++)
        {
            using var next = await client.GetAsync(address, TestContext.Current.CancellationToken).WaitAsync(Patience, TestContext.Current.CancellationToken);
            Assert.Equal((HttpStatusCode.OK, "{}"), (next.StatusCode, await next.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)));
        }
    }

    private static Serving ServeAsync(TcpListener listener, Task goOn)
    {
        var firstAnswered = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _ = AcceptAsync(listener, goOn, firstAnswered);
        return new Serving(firstAnswered.Task);
    }

    private static async Task AcceptAsync(TcpListener listener, Task goOn, TaskCompletionSource firstAnswered)
    {
        try
        {
            while (true)
            {
                _ = AnswerAsync(await listener.AcceptSocketAsync(), goOn, firstAnswered);
            }
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // The test is over.
        }
    }

    private static async Task AnswerAsync(Socket socket, Task goOn, TaskCompletionSource firstAnswered)
    {
        using var _ = socket;
        var buffer = new byte[4096];
        try
        {
            while (await socket.ReceiveAsync(buffer) > 0)
            {
                if (firstAnswered.Task.IsCompleted)
                {
                    await socket.SendAsync(Ok);
                    continue;
                }

                await socket.SendAsync(Late);
                firstAnswered.SetResult();
                await goOn;
                await socket.SendAsync(Rest);
            }
        }
        catch (SocketException)
        {
            // The client has closed it.
        }
    }

    private sealed record Serving(Task FirstAnswered);
}
