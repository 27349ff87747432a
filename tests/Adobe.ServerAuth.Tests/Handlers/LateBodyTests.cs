using System.Net;
using System.Runtime.CompilerServices;
using Adobe.ServerAuth.Handlers;
using Adobe.ServerAuth.Testing;
using Adobe.ServerAuth.Tests.Fakes;
using Adobe.ServerAuth.Tests.TokenEndpoint;

namespace Adobe.ServerAuth.Tests.Handlers;

/// <summary>The body of a refusal that is late, endless, broken or given up.</summary>
public sealed class LateBodyTests : IDisposable
{
    private static readonly TimeSpan Moment = TimeSpan.FromTicks(1);
    private readonly TestClock _clock = new();
    private readonly ArrivingStream _body = new();

    [Theory]
    [InlineData("")]
    [InlineData("{\"error_code\":\"401013\",\"mess")]
    public async Task A_body_that_stops_arriving_holds_up_the_decision_for_a_while_and_loses_nothing(string start)
    {
        _body.Arrive(System.Text.Encoding.UTF8.GetBytes(start));
        using var fixture = Refusing(new StreamContent(_body));
        var sending = fixture.GetAsync();

        _clock.Advance(BodyPeek.Longest - Moment);
        Assert.False(sending.IsCompleted);
        _clock.Advance(Moment);
        using var response = await WithinBounds(sending);

        var reading = response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.False(reading.IsCompleted);
        _body.Arrive("the re"u8.ToArray()).Arrive("st"u8.ToArray()).End();
        Assert.Equal(start + "the rest", await WithinBounds(reading));
        Assert.Equal(0, _clock.TimerCount);
    }

    [Fact]
    public async Task What_has_arrived_by_then_decides()
    {
        _body.Arrive("{\"error_code\":\"401014\","u8.ToArray());
        var provider = HandlerFixture.Renewing();
        using var fixture = Refusing(new StreamContent(_body), provider);
        var sending = fixture.GetAsync();

        _clock.Advance(BodyPeek.Longest);
        await WithinBounds(sending);

        Assert.Empty(provider.Rejected);
    }

    [Fact]
    public async Task A_body_that_is_there_waits_for_no_clock_and_leaves_no_timer()
    {
        _body.Arrive(new byte[10]).Arrive(new byte[BodyPeek.MostBytes]);
        using var fixture = Refusing(new StreamContent(_body));

        await WithinBounds(fixture.GetAsync());

        Assert.Equal(0, _clock.TimerCount);
    }

    [Fact]
    public async Task Of_a_body_that_never_ends_no_more_is_read_than_the_beginning()
    {
        using var endless = new EndlessStream();
        using var fixture = Refusing(new StreamContent(endless));

        using var response = await WithinBounds(fixture.GetAsync());

        Assert.Equal(BodyPeek.MostBytes, endless.Position);
    }

    [Fact]
    public async Task What_is_already_there_can_be_read_while_the_rest_is_late()
    {
        _body.Arrive([1, 2, 3]);
        using var fixture = Refusing(new StreamContent(_body));
        var sending = fixture.GetAsync();
        _clock.Advance(BodyPeek.Longest);
        using var response = await WithinBounds(sending);
        var stream = await response.Content.ReadAsStreamAsync(TestContext.Current.CancellationToken);
        var buffer = new byte[10];

        // Who reads nothing asks whether something is there.
        Assert.Equal(0, await WithinBounds(stream.ReadAsync(Memory<byte>.Empty, TestContext.Current.CancellationToken).AsTask()));
        Assert.Equal(2, stream.Read(buffer, 0, 2));
        Assert.Equal(0, await WithinBounds(Task.Run(() => stream.Read(buffer, 0, 0), TestContext.Current.CancellationToken)));
        Assert.Equal(0, await WithinBounds(Task.Run(() => stream.Read([]), TestContext.Current.CancellationToken)));
        Assert.Equal(1, await stream.ReadAsync(buffer, TestContext.Current.CancellationToken));

        var asking = stream.ReadAsync(Memory<byte>.Empty, TestContext.Current.CancellationToken).AsTask();
        Assert.False(asking.IsCompleted);
        _body.Arrive([4]);
        Assert.Equal(0, await WithinBounds(asking));
        Assert.Equal(1, await stream.ReadAsync(buffer, TestContext.Current.CancellationToken));
        Assert.Equal(4, buffer[0]);
    }

    [Fact]
    public async Task A_read_that_is_cancelled_loses_nothing()
    {
        using var fixture = Refusing(new StreamContent(_body));
        var sending = fixture.GetAsync();
        _clock.Advance(BodyPeek.Longest);
        using var response = await WithinBounds(sending);
        var stream = await response.Content.ReadAsStreamAsync(TestContext.Current.CancellationToken);
        using var cancellation = new CancellationTokenSource();

        var reading = stream.ReadAsync(new byte[10], cancellation.Token).AsTask();
        await cancellation.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => WithinBounds(reading));
        _body.Arrive([1, 2, 3]).End();

        Assert.Equal([1, 2, 3], await ResponseBody.ReadAsync(response.Content, "asynchronous stream"));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Content_that_is_only_written_holds_up_the_decision_no_longer(bool hasBegun)
    {
        var mayEnd = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var content = new WrittenContent(async stream =>
        {
            await stream.WriteAsync(hasBegun ? "the "u8.ToArray() : []);
            await mayEnd.Task;
            await stream.WriteAsync("rest"u8.ToArray());
        });
        using var fixture = Refusing(content);
        var sending = fixture.GetAsync();

        _clock.Advance(BodyPeek.Longest);
        using var response = await WithinBounds(sending);
        mayEnd.SetResult();

        Assert.Equal(hasBegun ? "the rest" : "rest", await WithinBounds(response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)));
        Assert.Equal(0, _clock.TimerCount);
    }

    [Theory]
    [InlineData("")]
    [InlineData("the beginning")]
    public async Task A_body_that_breaks_off_is_broken_for_who_reads_it_alone(string start)
    {
        _body.Arrive(System.Text.Encoding.UTF8.GetBytes(start)).Break(new IOException("cut"));
        var provider = new ScriptedTokenProvider().Returns("token-1").Returns("token-1");
        using var fixture = Refusing(new StreamContent(_body), provider);

        using var response = await fixture.GetAsync();

        Assert.Single(provider.Rejected);
        var stream = await response.Content.ReadAsStreamAsync(TestContext.Current.CancellationToken);
        var buffer = new byte[100];
        Assert.Equal(start.Length, start.Length == 0 ? 0 : await stream.ReadAsync(buffer, TestContext.Current.CancellationToken));
        for (var i = 0; i < 2; i++)
        {
            Assert.Equal("cut", (await Assert.ThrowsAsync<IOException>(() => stream.ReadAsync(buffer, TestContext.Current.CancellationToken).AsTask())).Message);
            Assert.Equal("cut", Assert.Throws<IOException>(() => stream.Read(buffer, 0, 100)).Message);
            Assert.Equal("cut", Assert.Throws<IOException>(() => stream.Read(buffer)).Message);
        }
    }

    [Theory]
    [InlineData("the stream that throws at once")]
    [InlineData("the content that throws at once")]
    [InlineData("the content that throws later")]
    public async Task However_it_breaks_the_answer_is_the_callers(string how)
    {
        HttpContent content = how switch
        {
            "the stream that throws at once" => new StreamContent(new ThrowingStream()),
            "the content that throws at once" => new WrittenContent(_ => throw new IOException("cut")),
            _ => new WrittenContent(async _ =>
            {
                await Task.Yield();
                throw new IOException("cut");
            }),
        };
        using var fixture = Refusing(content);

        using var response = await fixture.GetAsync();

        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
        await Assert.ThrowsAnyAsync<Exception>(() => response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_body_that_breaks_after_everybody_has_left_disturbs_nobody()
    {
        using var unobserved = new UnobservedFailures("nobody reads this");

        await LeaveAsync(isCancelled: false, new IOException("nobody reads this"));
        await LeaveAsync(isCancelled: true, new IOException("nobody reads this either"));

        Assert.Empty(unobserved.Collect());
    }

    [Theory]
    [InlineData("stream")]
    [InlineData("written")]
    [InlineData("written, and fails for it")]
    public async Task Who_cancels_during_the_look_is_cancelled_at_once(string kind)
    {
        using var cancellation = new CancellationTokenSource();
        var never = new TaskCompletionSource();
        var refusal = new TrackedResponse(HttpStatusCode.Unauthorized)
        {
            Content = kind switch
            {
                "stream" => new StreamContent(_body),
                "written" => new WrittenContent(_ => never.Task),
                _ => new WrittenContent(async _ =>
                {
                    await Task.Delay(Timeout.Infinite, cancellation.Token).ContinueWith(_ => { }, TaskScheduler.Default);
                    throw new IOException("aborted");
                }),
            },
        };
        var provider = HandlerFixture.Renewing();
        using var client = new HttpMessageInvoker(new AdobeServerAuthHandler(provider) { InnerHandler = new StubHandler(_ => refusal), Clock = _clock });
        using var request = new HttpRequestMessage(HttpMethod.Get, HandlerFixture.Api);

        var sending = client.SendAsync(request, cancellation.Token);
        Assert.False(sending.IsCompleted);
        await cancellation.CancelAsync();

        var cancelled = await Assert.ThrowsAnyAsync<OperationCanceledException>(() => WithinBounds(sending));
        Assert.Equal(cancellation.Token, cancelled.CancellationToken);
        Assert.True(refusal.IsDisposed);
        Assert.Equal((kind == "stream", kind == "stream"), (_body.IsStopped, _body.IsDisposed));
        Assert.Empty(provider.Rejected);
        Assert.Empty(request.Headers);
        Assert.Equal(0, _clock.TimerCount);
    }

    [Theory]
    [InlineData(false, true)]
    [InlineData(true, false)]
    public void Who_leaves_before_a_read_has_ended_stops_it_before_the_connection_is_another_ones(bool hasEnded, bool isStopped)
    {
        var reading = new TaskCompletionSource<int>();
        using var stop = new CancellationTokenSource();
        var stream = new PeekedStream(Task.FromResult<Stream>(_body), [0], 0, reading.Task, stop);
        stop.Token.Register(() => Assert.False(_body.IsDisposed));
        if (hasEnded)
        {
            reading.SetResult(1);
        }

        Assert.Equal((true, false, false), (stream.CanRead, stream.CanSeek, stream.CanWrite));
        stream.Dispose();

        Assert.Equal((isStopped, true), (stop.IsCancellationRequested, _body.IsDisposed));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_read_that_has_ended_by_then_is_had_by_who_reads_without_waiting(bool ofSpan)
    {
        using var stream = new PeekedStream(Task.FromResult<Stream>(_body.End()), [7], 0, Task.FromResult(1), null);
        var buffer = new byte[2];

        Assert.Equal((1, 7), (ofSpan ? stream.Read(buffer.AsSpan()) : stream.Read(buffer, 0, 2), buffer[0]));
    }

    public void Dispose() => _body.Dispose();

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static async Task LeaveAsync(bool isCancelled, Exception failure)
    {
        var (clock, body) = (new TestClock(), new ArrivingStream { Aborted = failure, IgnoresCancellation = true });
        using var cancellation = new CancellationTokenSource();
        using var client = new HttpMessageInvoker(new AdobeServerAuthHandler(new StaticTokenProvider("token-1"))
        {
            InnerHandler = new StubHandler(_ => new HttpResponseMessage(HttpStatusCode.Unauthorized) { Content = new StreamContent(body) }),
            Clock = clock,
        });
        var sending = client.SendAsync(new HttpRequestMessage(HttpMethod.Get, HandlerFixture.Api), cancellation.Token);
        if (isCancelled)
        {
            await cancellation.CancelAsync();
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => sending);
        }
        else
        {
            clock.Advance(BodyPeek.Longest);
            (await sending).Dispose();
        }

        Assert.Equal((true, true), (body.IsStopped, body.IsDisposed));
    }

    private HandlerFixture Refusing(HttpContent content, ITokenProvider? provider = null) =>
        new(provider ?? new StaticTokenProvider("token-1"), _ => new HttpResponseMessage(HttpStatusCode.Unauthorized) { Content = content }, clock: _clock);

    // A lost byte fails the test instead of hanging it.
    private static Task<T> WithinBounds<T>(Task<T> task) => task.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);
}
