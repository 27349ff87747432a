using System.Text;
using Adobe.ServerAuth.Testing;

namespace Adobe.ServerAuth.IntegrationTests.Emulator;

public sealed class FaultScheduleTests : FaultTest
{
    [Fact]
    public async Task Queued_faults_come_in_their_order_and_then_no_more()
    {
        Adobe.FailNext(ImsFault.Answer(501));
        Adobe.FailNext(ImsFault.Answer(502), 2);
        Adobe.FailNext(ImsFault.Answer(503));
        Assert.Equal(4, Adobe.PendingFaultCount);

        await ExpectStatusesAsync(501, 502, 502, 503, 200, 200);
        Assert.Equal(0, Adobe.PendingFaultCount);
        Assert.Equal((6, 2), (Adobe.TokenRequestCount, Adobe.IssuedTokenCount));
        Assert.Equal([501, 502, 502, 503, 200, 200], Adobe.TokenRequests.Select(request => request.StatusCode));
        Assert.Equal(
            ["Answer 501", "Answer 502", "Answer 502", "Answer 503", null, null],
            Adobe.TokenRequests.Select(request => request.Fault?.Name));
    }

    [Fact]
    public async Task A_faulty_request_is_recorded_with_what_it_asked_for()
    {
        var fault = ImsFault.Error(503, "busy");
        using var response = await MeetAsync(fault);

        var request = Assert.Single(Adobe.TokenRequests);
        Assert.Same(fault, request.Fault);
        Assert.Equal((Adobe.Credential.ClientId, "client_credentials"), (request.ClientId, request.GrantType));
        Assert.Equal(Adobe.Credential.Scopes, request.Scopes);
        Assert.Equal("POST /ims/token/v3: 503 busy (Error 503 busy)", request.ToString());
    }

    [Fact]
    public async Task Any_request_takes_a_fault_and_is_recorded_as_ever()
    {
        Adobe.FailNext(ImsFault.Answer(503), 4);

        using var elsewhere = await PostAsync(Fields(), "/nowhere?client_id=a");
        using var byGet = await Http.GetAsync(new Uri(Adobe.ImsEndpoint, TokenPath + "?client_id=a"), Cancel);
        using var malformed = await PostAsync(UrlEncoded("%"));
        using var exchange = await PostAsync(Fields(), "/ims/exchange/jwt");

        Assert.All([elsewhere, byGet, malformed, exchange], response => Assert.Equal(503, (int)response.StatusCode));
        Assert.Equal(["/nowhere", TokenPath, TokenPath, "/ims/exchange/jwt"], Adobe.TokenRequests.Select(request => request.Path));
        Assert.Equal([null, null, null, Adobe.Credential.ClientId], Adobe.TokenRequests.Select(request => request.ClientId));
    }

    [Fact]
    public async Task The_api_port_takes_no_fault()
    {
        var token = await TokenAsync();
        Adobe.FailNext(ImsFault.Reset());

        using var response = await CallApiAsync($"Bearer {token}", Adobe.Credential.ClientId);

        Assert.True(response.IsSuccessStatusCode);
        Assert.Equal(1, Adobe.PendingFaultCount);
    }

    [Fact]
    public async Task A_client_that_leaves_in_the_middle_takes_no_fault()
    {
        Adobe.FailNext(ImsFault.Answer(503));
        var half = "POST /nowhere HTTP/1.1\r\nHost: x\r\nContent-Length: 1000\r\n\r\ngrant_type="u8.ToArray();
        await RawSocket.SendAndLeaveAsync(Adobe.ImsEndpoint, half, Cancel);

        await ExpectStatusesAsync(503, 200);
    }

    [Fact]
    public async Task Of_200_requests_at_once_exactly_the_50_queued_fail()
    {
        Adobe.FailNext(ImsFault.Answer(503), 20);
        Adobe.FailNext(ImsFault.Reset(), 20);
        Adobe.FailNext(ImsFault.Answer(500), 10);

        var statuses = await Task.WhenAll(Enumerable.Range(0, 200).Select(_ => StatusAsync()));

        Assert.Equal((20, 20, 10, 150), (Count(503), Count(0), Count(500), Count(200)));
        Assert.Equal((200, 150, 0), (Adobe.TokenRequestCount, Adobe.IssuedTokenCount, Adobe.PendingFaultCount));
        Assert.Equal(50, Adobe.TokenRequests.Count(request => request.Fault is not null));

        int Count(int status) => statuses.Count(each => each == status);
    }

    [Fact]
    public async Task Faults_can_be_queued_from_many_threads_under_load()
    {
        var requests = Enumerable.Range(0, 200).Select(_ => StatusAsync()).ToArray();
        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(
            () =>
            {
                for (var i = 0; i < 50; i++)
                {
                    Adobe.FailNext(ImsFault.Answer(503));
                }
            },
            Cancel)));

        var failed = (await Task.WhenAll(requests)).Count(status => status == 503);

        Assert.Equal(400 - failed, Adobe.PendingFaultCount);
    }

    [Theory]
    [InlineData(0, 1000, 0)]
    [InlineData(0.001, 999, 0)]
    [InlineData(0.001, 1000, 1)]
    [InlineData(0.1, 1000, 100)]
    [InlineData(0.29, 100, 29)]
    [InlineData(0.7, 10, 7)]
    [InlineData(0.999, 1000, 999)]
    [InlineData(1, 1000, 1000)]
    public async Task A_share_of_the_requests_fails(double share, int requests, int failures)
    {
        Adobe.FailShare(share, ImsFault.Answer(503));

        Assert.Equal(failures, (await PipelineAsync(requests)).Count(failed => failed));
    }

    [Theory]
    [InlineData(0.5, 10)]
    [InlineData(1 / 3.0, 7)]
    [InlineData(0.3, 9)]
    [InlineData(0.77, 13)]
    public async Task A_share_is_spread_evenly_wherever_one_looks(double share, int window)
    {
        Adobe.FailShare(share, ImsFault.Answer(503));
        var failed = await PipelineAsync(300);

        var counts = Enumerable.Range(0, 300 - window).Select(start => failed.Skip(start).Take(window).Count(each => each)).Distinct();

        Assert.All(counts, count => Assert.InRange(count, Math.Floor(share * window), Math.Ceiling(share * window)));
    }

    [Fact]
    public async Task The_same_requests_fail_each_time()
    {
        Adobe.FailShare(0.4, ImsFault.Answer(503));
        var first = await PipelineAsync(50);
        Adobe.FailShare(0.4, ImsFault.Answer(503));

        Assert.Equal(first, await PipelineAsync(50));
    }

    [Fact]
    public async Task Of_parallel_requests_the_share_is_exact()
    {
        Adobe.FailShare(0.25, ImsFault.Answer(503));

        var statuses = await Task.WhenAll(Enumerable.Range(0, 200).Select(_ => StatusAsync()));

        Assert.Equal((50, 150), (statuses.Count(each => each == 503), statuses.Count(each => each == 200)));
    }

    [Fact]
    public async Task Queued_faults_come_before_the_share_and_do_not_count_for_it()
    {
        Adobe.FailShare(0.5, ImsFault.Answer(503));
        await ExpectStatusesAsync(200, 503, 200);
        Adobe.FailNext(ImsFault.Answer(501), 3);

        await ExpectStatusesAsync(501, 501, 501, 503, 200);
    }

    [Fact]
    public async Task A_share_takes_the_place_of_an_earlier_one()
    {
        Adobe.FailShare(1, ImsFault.Answer(501));
        Adobe.FailShare(1, ImsFault.Answer(502));
        await ExpectStatusesAsync(502);
        Adobe.FailShare(0, ImsFault.Answer(503));
        await ExpectStatusesAsync(200);
    }

    [Fact]
    public async Task All_faults_can_be_forgotten()
    {
        Adobe.FailNext(ImsFault.Answer(501), 3);
        Adobe.FailNext(ImsFault.Answer(502));
        Adobe.FailShare(1, ImsFault.Answer(503));
        await ExpectStatusesAsync(501);

        Adobe.StopFailing();

        Assert.Equal(0, Adobe.PendingFaultCount);
        await ExpectStatusesAsync(200, 200);
        Adobe.FailNext(ImsFault.Answer(504), 2);
        await ExpectStatusesAsync(504, 504, 200);
    }

    [Fact]
    public async Task One_fault_serves_several_emulators()
    {
        await using var other = await ImsEmulator.StartAsync(Cancel);
        var fault = ImsFault.Answer(503);
        other.FailNext(fault);
        Adobe.FailNext(fault);

        await ExpectStatusesAsync(503, 200);
        Assert.Equal(1, other.PendingFaultCount);
    }

    private async Task ExpectStatusesAsync(params int[] expected)
    {
        foreach (var status in expected)
        {
            Assert.Equal(status, await StatusAsync());
        }
    }

    private async Task<int> StatusAsync()
    {
        try
        {
            using var response = await PostAsync(Fields());
            return (int)response.StatusCode;
        }
        catch (HttpRequestException)
        {
            return 0;
        }
    }

    /// <summary>Which of so many requests on one connection met the fault.</summary>
    private async Task<bool[]> PipelineAsync(int count)
    {
        var one = Encoding.ASCII.GetBytes("GET /nowhere HTTP/1.1\r\nHost: x\r\n\r\n");
        byte[] all = [.. Enumerable.Repeat(one, count).SelectMany(bytes => bytes)];
        var answers = await RawSocket.ExchangeAsync(Adobe.ImsEndpoint, all, count, Cancel);
        return [.. answers.Select(answer => answer.StartsWith("HTTP/1.1 503", StringComparison.Ordinal))];
    }
}
