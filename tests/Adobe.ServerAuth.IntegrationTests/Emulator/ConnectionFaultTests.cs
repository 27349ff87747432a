using System.Globalization;
using System.Net.Sockets;
using Adobe.ServerAuth.Testing;

namespace Adobe.ServerAuth.IntegrationTests.Emulator;

public sealed class ConnectionFaultTests : FaultTest
{
    [Fact]
    public async Task A_reset_comes_before_any_byte()
    {
        Assert.Equal(("", true), await MeetRawAsync(ImsFault.Reset()));
        Assert.Equal(0, Assert.Single(Adobe.TokenRequests).StatusCode);
        Assert.Equal("POST /ims/token/v3: 0 (Reset)", Adobe.TokenRequests[0].ToString());
    }

    [Fact]
    public async Task A_client_sees_the_reset()
    {
        var failure = await Assert.ThrowsAsync<HttpRequestException>(() => MeetAsync(ImsFault.Reset()));

        Assert.Equal(SocketError.ConnectionReset, SocketErrorOf(failure));
    }

    [Theory]
    [InlineData("ResetInBody", true)]
    [InlineData("ShortBody", false)]
    public async Task Half_of_a_good_body_comes_before_the_end(string name, bool byReset)
    {
        var (text, wasReset) = await MeetRawAsync(Faults[name]);

        var (head, body) = text.Split("\r\n\r\n") is [var first, var second] ? (first, second) : (text, "");
        Assert.Equal(byReset, wasReset);
        Assert.StartsWith("HTTP/1.1 200 OK\r\n", head);
        Assert.Contains("\r\nContent-Type: application/json", head);
        Assert.StartsWith("{\"access_token\":\"", body);
        var promised = int.Parse(head.Split("Content-Length: ")[1].Split('\r')[0], CultureInfo.InvariantCulture);
        Assert.Equal(promised / 2, body.Length);
        Assert.Equal((200, name), (Adobe.TokenRequests[0].StatusCode, Adobe.TokenRequests[0].Fault?.Name));
    }

    [Fact]
    public async Task A_client_sees_the_reset_in_the_body()
    {
        using var response = await MeetUnreadAsync(ImsFault.ResetInBody());

        var failure = await Assert.ThrowsAnyAsync<Exception>(() => TextAsync(response));
        Assert.Equal(SocketError.ConnectionReset, SocketErrorOf(failure));
    }

    [Fact]
    public async Task A_client_sees_that_the_body_is_short()
    {
        using var response = await MeetUnreadAsync(ImsFault.ShortBody());

        var failure = await Assert.ThrowsAsync<HttpRequestException>(() => TextAsync(response));
        var ended = Assert.IsType<HttpIOException>(failure.InnerException);
        Assert.Equal(HttpRequestError.ResponseEnded, ended.HttpRequestError);
        Assert.Equal(SocketError.Success, SocketErrorOf(failure));
    }

    [Fact]
    public async Task What_is_no_http_is_sent_and_closed_properly()
    {
        var (text, wasReset) = await MeetRawAsync(ImsFault.NotHttp());

        Assert.Equal("220 mail.example.com ESMTP ready\r\n", text);
        Assert.False(wasReset);
        Assert.Equal(0, Assert.Single(Adobe.TokenRequests).StatusCode);
    }

    [Fact]
    public async Task A_client_sees_that_it_is_no_http()
    {
        var failure = await Assert.ThrowsAsync<HttpRequestException>(() => MeetAsync(ImsFault.NotHttp()));

        Assert.Equal(HttpRequestError.InvalidResponse, failure.HttpRequestError);
    }

    [Theory]
    [InlineData("Reset")]
    [InlineData("ResetInBody")]
    [InlineData("ShortBody")]
    [InlineData("NotHttp")]
    public async Task Nothing_comes_after_a_connection_was_cut(string name)
    {
        Adobe.FailNext(Faults[name]);
        var request = await RawRequestAsync();

        var (text, _) = await RawSocket.ExchangeToTheEndAsync(Adobe.ImsEndpoint, [.. request, .. request, .. request], Cancel);

        Assert.DoesNotContain("eyJ", text);
        Assert.Equal((1, 0), (Adobe.TokenRequestCount, Adobe.IssuedTokenCount));
    }

    [Theory]
    [InlineData("Reset")]
    [InlineData("ResetInBody")]
    [InlineData("ShortBody")]
    [InlineData("NotHttp")]
    public async Task A_hundred_at_once_fail_alike(string name)
    {
        Adobe.FailNext(Faults[name], 100);
        var request = await RawRequestAsync();

        var ends = await Task.WhenAll(Enumerable.Range(0, 100)
            .Select(_ => RawSocket.ExchangeToTheEndAsync(Adobe.ImsEndpoint, request, Cancel)));

        Assert.Single(ends.Select(end => (end.Text.Length, end.WasReset)).Distinct());
        Assert.StartsWith("eyJ", await TokenAsync());
    }

    [Theory]
    [MemberData(nameof(FaultNames))]
    public async Task No_fault_gets_into_the_next_request(string name)
    {
        for (var i = 0; i < 5; i++)
        {
            // Only the head is waited for, and given up: some faults never end.
            using var giveUp = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
            Adobe.FailNext(Faults[name]);
            using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(Adobe.ImsEndpoint, TokenPath))
            {
                Content = new FormUrlEncodedContent(Fields()),
            };
            var meeting = Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, giveUp.Token);
            if (name == "Silence")
            {
                await giveUp.CancelAsync();
            }

            await Record.ExceptionAsync(async () => (await meeting).Dispose());
            Adobe.StopFailing();

            Assert.StartsWith("eyJ", await TokenAsync());
        }
    }

    [Theory]
    [InlineData("Answer 503")]
    [InlineData("Error 400 invalid_client")]
    [InlineData("EndlessBody")]
    [InlineData("Drip")]
    public async Task An_answer_to_head_has_no_body_and_an_end(string name)
    {
        Adobe.FailNext(Faults[name]);
        using var request = new HttpRequestMessage(HttpMethod.Head, new Uri(Adobe.ImsEndpoint, TokenPath));

        using var response = await Http.SendAsync(request, Cancel);

        Assert.Equal("", await TextAsync(response));
        Assert.StartsWith("eyJ", await TokenAsync());
    }
}
