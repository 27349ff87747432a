using System.Net;
using System.Net.Sockets;
using Adobe.ServerAuth.Testing;

namespace Adobe.ServerAuth.IntegrationTests.Emulator;

public sealed class EmulatorLifetimeTests : EmulatorTest
{
    private static readonly TimeSpan AtOnce = TimeSpan.FromSeconds(3);

    [Fact]
    public void Both_ports_are_on_loopback_and_differ()
    {
        Assert.All([Adobe.ImsEndpoint, Adobe.ApiEndpoint], endpoint => Assert.StartsWith("http://127.0.0.1:", endpoint.AbsoluteUri));
        Assert.NotEqual(Adobe.ImsEndpoint.Port, Adobe.ApiEndpoint.Port);
    }

    [Fact]
    public async Task The_api_port_is_no_ims()
    {
        using var content = new FormUrlEncodedContent(Fields());
        using var response = await Http.PostAsync(new Uri(Adobe.ApiEndpoint, TokenPath), content, Cancel);

        Assert.Equal(HttpStatusCode.Forbidden, response.StatusCode);
        Assert.Equal((0, 1), (Adobe.TokenRequestCount, Adobe.ApiRequestCount));
    }

    [Fact]
    public async Task A_token_of_one_emulator_means_nothing_to_another()
    {
        await using var other = await ImsEmulator.StartAsync(Cancel);
        using var request = new HttpRequestMessage(HttpMethod.Get, other.ApiEndpoint);
        request.Headers.Authorization = new("Bearer", await TokenAsync());

        await ExpectAsync(401, GatewayTests.TokenInvalid, await Http.SendAsync(request, Cancel));
        Assert.Equal(0, other.TokenRequestCount);
    }

    [Fact]
    public async Task Twenty_emulators_run_side_by_side()
    {
        var emulators = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => ImsEmulator.StartAsync(Cancel)));

        Assert.Equal(40, emulators.SelectMany(each => new[] { each.ImsEndpoint, each.ApiEndpoint }).Distinct().Count());
        await Task.WhenAll(emulators.Select(each => each.DisposeAsync().AsTask()));
    }

    [Fact]
    public async Task Disposal_closes_the_ports_and_keeps_the_records()
    {
        await TokenAsync();
        await Adobe.DisposeAsync();
        await Adobe.DisposeAsync();

        await Assert.ThrowsAsync<HttpRequestException>(() => PostAsync(Fields()));
        Assert.Single(Adobe.TokenRequests);
        Assert.NotNull(Adobe.Configuration["AdobeServerAuth:ImsEndpoint"]);
    }

    [Fact]
    public async Task Disposal_does_not_wait_for_idle_connections()
    {
        using var idle = new TcpClient();
        await idle.ConnectAsync(Adobe.ImsEndpoint.Host, Adobe.ImsEndpoint.Port, Cancel);
        await TokenAsync();

        await ExpectQuickDisposalAsync();
    }

    [Fact]
    public async Task Disposal_cuts_off_requests_that_still_run()
    {
        using var slow = new TcpClient();
        await slow.ConnectAsync(Adobe.ApiEndpoint.Host, Adobe.ApiEndpoint.Port, Cancel);
        await slow.GetStream().WriteAsync("POST / HTTP/1.1\r\nHost: x\r\nExpect: 100-continue\r\nContent-Length: 1000\r\n\r\n"u8.ToArray(), Cancel);

        // The server says "continue" when it begins to read the body: the request runs.
        var interim = new byte["HTTP/1.1 100 Continue\r\n\r\n".Length];
        await slow.GetStream().ReadExactlyAsync(interim, Cancel);
        await slow.GetStream().WriteAsync("only this"u8.ToArray(), Cancel);

        await ExpectQuickDisposalAsync();
        await Assert.ThrowsAnyAsync<IOException>(async () => await ReadSomethingAsync(slow));
    }

    [Fact]
    public async Task Disposal_from_many_threads_under_load_is_quick()
    {
        var calls = Enumerable.Range(0, 200).Select(_ => Record.ExceptionAsync(() => PostAsync(Fields())).AsTask()).ToArray();

        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(ExpectQuickDisposalAsync, Cancel)));

        Assert.All(await Task.WhenAll(calls), failure => Assert.True(failure is null or HttpRequestException));
    }

    [Fact]
    public async Task A_cancelled_start_is_cancelled() =>
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => ImsEmulator.StartAsync(new CancellationToken(canceled: true)));

    private static async Task ReadSomethingAsync(TcpClient client)
    {
        if (await client.GetStream().ReadAsync(new byte[1], Cancel) == 0)
        {
            throw new EndOfStreamException();
        }
    }

    private Task ExpectQuickDisposalAsync() => Adobe.DisposeAsync().AsTask().WaitAsync(AtOnce, Cancel);
}
