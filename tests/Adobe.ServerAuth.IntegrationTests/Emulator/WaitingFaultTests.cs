using System.Net.Sockets;
using Adobe.ServerAuth.Testing;

namespace Adobe.ServerAuth.IntegrationTests.Emulator;

public sealed class WaitingFaultTests : FaultTest
{
    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(30);

    private readonly HandClock _clock = new();

    protected override ImsEmulatorOptions Options => new() { TimeProvider = _clock };

    [Fact]
    public async Task A_late_answer_is_the_right_one_when_its_time_has_come()
    {
        var meeting = MeetAsync(ImsFault.Delay(TimeSpan.FromHours(1)));
        var timer = await _clock.NextTimerAsync(Cancel);

        Assert.Equal(TimeSpan.FromHours(1), timer.DueTime);
        Assert.False(meeting.IsCompleted);
        Assert.Equal((200, 1), (Assert.Single(Adobe.TokenRequests).StatusCode, Adobe.IssuedTokenCount));

        timer.Fire();
        using var response = await meeting.WaitAsync(Bound, Cancel);
        Assert.StartsWith("eyJ", (await JsonAsync(response)).GetProperty("access_token").GetString());
        Assert.Equal(response.Headers.GetValues("x-debug-id"), [Adobe.TokenRequests[0].DebugId]);
    }

    [Fact]
    public async Task A_late_refusal_is_a_refusal()
    {
        Adobe.FailNext(ImsFault.Delay(TimeSpan.FromSeconds(1)));
        var meeting = PostAsync(FieldsWith("client_secret", "wrong"));
        (await _clock.NextTimerAsync(Cancel)).Fire();

        using var response = await meeting.WaitAsync(Bound, Cancel);

        Assert.Equal((400, 400), ((int)response.StatusCode, Adobe.TokenRequests[0].StatusCode));
    }

    [Fact]
    public async Task A_drip_is_one_blank_for_each_interval()
    {
        var response = await MeetUnreadAsync(ImsFault.Drip(TimeSpan.FromSeconds(7)));
        Assert.Equal((200, "application/json"), ((int)response.StatusCode, response.Content.Headers.ContentType?.MediaType));
        await using var body = await response.Content.ReadAsStreamAsync(Cancel);
        var buffer = new byte[100];
        for (var i = 0; i < 5; i++)
        {
            var timer = await _clock.NextTimerAsync(Cancel);
            var reading = body.ReadAsync(buffer, Cancel);
            Assert.Equal(TimeSpan.FromSeconds(7), timer.DueTime);
            Assert.False(reading.IsCompleted);
            timer.Fire();
            Assert.Equal((1, (byte)' '), (await reading.AsTask().WaitAsync(Bound, Cancel), buffer[0]));
        }

        var last = await _clock.NextTimerAsync(Cancel);
        response.Dispose();
        await last.Stopped;
    }

    [Fact]
    public async Task A_late_answer_is_given_up_when_the_client_leaves()
    {
        Adobe.FailNext(ImsFault.Delay(TimeSpan.FromHours(1)));
        var client = await SendAsync();
        var timer = await _clock.NextTimerAsync(Cancel);

        client.Dispose();
        await timer.Stopped;
    }

    [Fact]
    public async Task An_endless_body_is_read_as_long_as_one_likes()
    {
        using var response = await MeetUnreadAsync(ImsFault.EndlessBody());
        await using var body = await response.Content.ReadAsStreamAsync(Cancel);
        var megabytes = new byte[20 * 1024 * 1024];
        await body.ReadExactlyAsync(megabytes, Cancel).AsTask().WaitAsync(Bound, Cancel);

        Assert.Equal("application/json", response.Content.Headers.ContentType?.MediaType);
        Assert.DoesNotContain(megabytes, each => each != ' ');
    }

    [Fact]
    public async Task Silence_sends_nothing_and_ends_when_the_client_has_had_enough()
    {
        Adobe.FailNext(ImsFault.Silence());
        using var client = await SendAsync();
        await WaitForTokenRequestsAsync(1);

        Assert.Equal(0, client.Available);
        Assert.Equal(0, Adobe.TokenRequests[0].StatusCode);
        var connection = client.GetStream();
        client.Client.Shutdown(SocketShutdown.Send);
        using var received = new MemoryStream();
        await RawSocket.EndsInResetAsync(connection, received, Cancel).WaitAsync(Bound, Cancel);
        Assert.Equal(0, received.Length);
    }

    [Fact]
    public async Task An_endless_body_ends_when_the_client_has_had_enough()
    {
        Adobe.FailNext(ImsFault.EndlessBody());
        using var client = await SendAsync();
        await WaitForTokenRequestsAsync(1);
        var connection = client.GetStream();
        client.Client.Shutdown(SocketShutdown.Send);

        await RawSocket.EndsInResetAsync(connection, Stream.Null, Cancel).WaitAsync(Bound, Cancel);
    }

    [Theory]
    [InlineData("Silence")]
    [InlineData("EndlessBody")]
    [InlineData("Drip")]
    [InlineData("Delay")]
    public async Task Disposal_ends_what_would_wait(string name)
    {
        Adobe.FailNext(Faults[name], 10);
        var clients = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => SendAsync()));
        await WaitForTokenRequestsAsync(10);

        await Adobe.DisposeAsync().AsTask().WaitAsync(TimeSpan.FromSeconds(10), Cancel);

        foreach (var client in clients)
        {
            await RawSocket.EndsInResetAsync(client.GetStream(), Stream.Null, Cancel).WaitAsync(Bound, Cancel);
            client.Dispose();
        }
    }

    [Fact]
    public async Task Others_are_served_while_a_hundred_wait()
    {
        Adobe.FailNext(ImsFault.Silence(), 100);
        var clients = await Task.WhenAll(Enumerable.Range(0, 100).Select(_ => SendAsync()));
        await WaitForTokenRequestsAsync(100);

        Assert.StartsWith("eyJ", await TokenAsync());
        Assert.All(clients, client => client.Dispose());
    }

    private async Task<TcpClient> SendAsync()
    {
        var client = await RawSocket.ConnectAsync(Adobe.ImsEndpoint, Cancel);
        await client.GetStream().WriteAsync(await RawRequestAsync(), Cancel);
        return client;
    }
}
