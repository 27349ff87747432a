using System.Net;
using Adobe.ServerAuth.Tests.Fakes;
using Analytics;

namespace Adobe.ServerAuth.IntegrationTests.Samples;

/// <summary>The handlers of the samples, which stand behind the library's.</summary>
public sealed class SampleHandlerTests
{
    private static readonly TimeSpan Window = TimeSpan.FromSeconds(6);
    private readonly TestClock _clock = new();

    [Fact]
    public void A_blocking_call_does_not_get_past_the_pace()
    {
        var network = new StubHandler(_ => new HttpResponseMessage(HttpStatusCode.OK));
        using var pace = new RequestPace(1, Window, _clock);
        using var http = Paced(pace, network);

        Assert.Contains("SendAsync", Assert.Throws<NotSupportedException>(() => http.Send(new HttpRequestMessage(HttpMethod.Get, "/"), TestContext.Current.CancellationToken)).Message, StringComparison.Ordinal);
        Assert.Empty(network.Seen);
    }

    [Fact]
    public async Task An_answer_that_does_not_end_is_left_after_its_limit_and_its_place_is_free_a_window_later()
    {
        var body = new SilentContent();
        var network = new StubHandler(request => new HttpResponseMessage(HttpStatusCode.OK) { Content = IsOf("/first", request) ? body : new StringContent("") });
        using var pace = new RequestPace(1, Window, _clock);
        using var http = Paced(pace, network);

        var failure = await _clock.ThrowsAtAsync<TimeoutException>(TimeSpan.FromSeconds(70), () => GetAsync(http, "/first"));

        Assert.Equal("Analytics has not answered within 70 s.", failure.Message);
        Assert.True(body.IsDisposed);
        await GetsItsPlaceAsync(GetAsync(http, "/next"), network);
    }

    [Fact]
    public Task Who_leaves_while_waiting_for_a_place_neither_takes_nor_frees_one() => Task.Run(async () =>
    {
        // On the pool, so that what a timer wakes has run when the clock has been moved.
        var mayAnswer = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var network = new StubHandler(async (_, _) =>
        {
            await mayAnswer.Task;
            return new HttpResponseMessage(HttpStatusCode.OK);
        });
        using var pace = new RequestPace(1, Window, _clock);
        using var http = Paced(pace, network);
        using var caller = new CancellationTokenSource();

        var first = GetAsync(http, "/first");
        var left = http.GetAsync(new Uri("/left", UriKind.Relative), caller.Token);
        await caller.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => left);
        _clock.Advance(Window + Window);
        var next = GetAsync(http, "/next");
        Assert.Equal(["/first"], Sent(network));

        mayAnswer.SetResult();
        (await first).Dispose();
        await GetsItsPlaceAsync(next, network);
    }, TestContext.Current.CancellationToken);

    // The window is counted from the answer of the first, which has just come.
    private async Task GetsItsPlaceAsync(Task<HttpResponseMessage> next, StubHandler network)
    {
        _clock.Advance(Window - TimeSpan.FromMilliseconds(1));
        Assert.Equal(["/first"], Sent(network));

        _clock.Advance(TimeSpan.FromMilliseconds(2));
        (await next.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken)).Dispose();
        Assert.Equal(["/first", "/next"], Sent(network));
    }

    private static Task<HttpResponseMessage> GetAsync(HttpClient http, string path) => http.GetAsync(new Uri(path, UriKind.Relative), TestContext.Current.CancellationToken);

    private static IEnumerable<string> Sent(StubHandler network) => network.Seen.Select(request => request.Address!.AbsolutePath);

    private static bool IsOf(string path, HttpRequestMessage request) => request.RequestUri!.AbsolutePath == path;

    private HttpClient Paced(RequestPace pace, HttpMessageHandler network) =>
        new(new PacedHandler(pace, TimeSpan.FromSeconds(70), _clock) { InnerHandler = network }) { BaseAddress = new Uri("https://analytics.adobe.io"), Timeout = Timeout.InfiniteTimeSpan };
}
