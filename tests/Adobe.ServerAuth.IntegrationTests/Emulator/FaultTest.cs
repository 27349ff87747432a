using System.Net.Sockets;
using System.Text;
using Adobe.ServerAuth.Testing;

namespace Adobe.ServerAuth.IntegrationTests.Emulator;

/// <summary>One fault of each kind by its name, and the ways to meet one.</summary>
public abstract class FaultTest : EmulatorTest
{
    protected static IReadOnlyDictionary<string, ImsFault> Faults { get; } = new[]
    {
        ImsFault.Answer(503),
        ImsFault.Answer(204, "no body is allowed here", "text/plain"),
        ImsFault.Answer(502, [1, 2, 3], [new("Content-Length", "2")]),
        ImsFault.Error(400, "invalid_client"),
        ImsFault.Throttle(TimeSpan.FromSeconds(30)),
        ImsFault.ProxyPage(504),
        ImsFault.Echo(500),
        ImsFault.Redirect(new Uri("https://example.com/")),
        ImsFault.Reset(),
        ImsFault.ResetInBody(),
        ImsFault.ShortBody(),
        ImsFault.NotHttp(),
        ImsFault.GzipThatLies(),
        ImsFault.EndlessBody(),
        ImsFault.Drip(TimeSpan.FromMilliseconds(1)),
        ImsFault.Silence(),
        ImsFault.Delay(TimeSpan.FromMilliseconds(1)),
    }.ToDictionary(fault => fault.Name);

    public static TheoryData<string> FaultNames { get; } = [.. Faults.Keys];

    protected Task<HttpResponseMessage> MeetAsync(ImsFault fault)
    {
        Adobe.FailNext(fault);
        return PostAsync(Fields());
    }

    protected async Task<HttpResponseMessage> MeetUnreadAsync(ImsFault fault)
    {
        Adobe.FailNext(fault);
        var request = new HttpRequestMessage(HttpMethod.Post, new Uri(Adobe.ImsEndpoint, TokenPath))
        {
            Content = new FormUrlEncodedContent(Fields()),
        };
        return await Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, Cancel);
    }

    protected async Task<(string Text, bool WasReset)> MeetRawAsync(ImsFault fault)
    {
        Adobe.FailNext(fault);
        return await RawSocket.ExchangeToTheEndAsync(Adobe.ImsEndpoint, await RawRequestAsync(), Cancel);
    }

    protected async Task<byte[]> RawRequestAsync()
    {
        var body = await new FormUrlEncodedContent(Fields()).ReadAsStringAsync(Cancel);
        return Encoding.ASCII.GetBytes(
            $"POST {TokenPath} HTTP/1.1\r\nHost: x\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: {body.Length}\r\n\r\n{body}");
    }

    protected static SocketError SocketErrorOf(Exception? exception) => exception switch
    {
        null => SocketError.Success,
        SocketException socket => socket.SocketErrorCode,
        _ => SocketErrorOf(exception.InnerException),
    };
}
