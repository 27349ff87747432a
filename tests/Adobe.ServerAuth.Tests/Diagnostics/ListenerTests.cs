using System.Diagnostics;
using System.Diagnostics.Metrics;
using Adobe.ServerAuth.Caching;
using Adobe.ServerAuth.Diagnostics;
using Adobe.ServerAuth.Tests.Caching;
using Adobe.ServerAuth.Tests.DependencyInjection;
using Adobe.ServerAuth.Tests.Fakes;
using Microsoft.Extensions.DependencyInjection;

namespace Adobe.ServerAuth.Tests.Diagnostics;

/// <summary>What caches tell those who listen, and what listeners may do to them: nothing.</summary>
[Collection("Activities")]
public sealed class ListenerTests : IDisposable
{
    private static readonly TimeSpan Day = TimeSpan.FromDays(1);
    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(30);

    private readonly TestClock _clock = new();
    private readonly ManualProvider _inner = new();
    private readonly Meter _meter = new(AdobeServerAuthTelemetry.MeterName);
    private readonly TokenCacheOptions _options = new() { RefreshJitter = TimeSpan.Zero };
    private readonly CachingTokenProvider _cache;
    private readonly Activity _caller = new("caller");
    private int _made;

    public ListenerTests() =>
        _cache = new CachingTokenProvider(new TokenSource(_inner, _options, "identity"), new CacheEnvironment(_clock, new RecordingLogger(), TokenMetrics.Of(() => _meter), () => 0), null);

    [Fact]
    public async Task A_renewal_that_a_change_of_the_credential_overtakes_is_told_as_such_and_followed_by_another()
    {
        using var spans = new RecordedActivities();
        using var metrics = new RecordedMetrics(instrument => instrument.Meter == _meter);
        _caller.Start();
        var call = GetAsync();
        await _inner.NextAsync();
        var changed = new ManualProvider();

        _cache.Replace(new TokenSource(changed, _options, "another"));
        (await changed.NextAsync()).Succeed(NewToken());
        await call;

        await CacheFixture.SettledAsync(() => spans.Of(IsMine).Count == 2);
        Assert.Equal([("overtaken", null), ("brought", null)], spans.Of(IsMine).Select(span => ((string?)span.GetTagItem(AdobeServerAuthTelemetry.OutcomeTag), span.GetTagItem("error.type"))));
        Assert.Equal(
            [("none", "overtaken"), ("none", "brought")],
            metrics.Of(AdobeServerAuthTelemetry.Renewals).Select(one => (one.Tags[AdobeServerAuthTelemetry.CauseTag], one.Tags[AdobeServerAuthTelemetry.OutcomeTag])));
        Assert.All(metrics.All, one => Assert.Equal(2, one.Tags.Count));
    }

    [Fact]
    public async Task A_renewal_that_fails_for_its_key_says_so()
    {
        using var spans = new RecordedActivities();
        _caller.Start();
        var call = GetAsync();
        (await _inner.NextAsync()).Fail(new CredentialException("It can not sign."));
        await Assert.ThrowsAsync<CredentialException>(() => call);

        await CacheFixture.SettledAsync(() => spans.Of(IsMine).Count == 1);
        Assert.Equal("credential", spans.Of(IsMine)[0].GetTagItem("error.type"));
    }

    [Fact]
    public async Task A_hundred_callers_at_once_are_one_renewal_below_one_of_them()
    {
        using var spans = new RecordedActivities();
        _caller.Start();
        var callers = new List<ActivitySpanId>();
        var calls = new List<Task<AccessToken>>();
        for (var i = 0; i < 100; i++)
        {
            // Each has ended when the renewal starts, at least for some of them: that makes no difference.
            using var own = new Activity("one of many").Start();
            callers.Add(own.SpanId);
            calls.Add(GetAsync());
            Assert.Same(own, Activity.Current);
        }

        (await _inner.NextAsync()).Succeed(NewToken());
        await Task.WhenAll(calls).WaitAsync(Bound, TestContext.Current.CancellationToken);

        await CacheFixture.SettledAsync(() => spans.Of(IsMine).Count == 1);
        Assert.Equal(callers[0], Assert.Single(spans.Of(IsMine)).ParentSpanId);
        Assert.Same(_caller, Activity.Current);
    }

    [Fact]
    public async Task A_renewal_of_callers_without_a_trace_begins_one_of_its_own()
    {
        Activity.Current = null;
        var before = _caller.Start().StartTimeUtc;
        Activity.Current = null;
        using var spans = new RecordedActivities();
        var call = GetAsync();
        (await _inner.NextAsync()).Succeed(NewToken());
        await call;

        bool IsRoot(Activity span) => span.OperationName == AdobeServerAuthTelemetry.RenewalActivity && span.StartTimeUtc >= before && span.ParentSpanId == default;
        await CacheFixture.SettledAsync(() => spans.Of(IsRoot).Count > 0);
        Assert.Empty(spans.Of(IsRoot)[0].Links);
        Assert.Null(Activity.Current);
    }

    [Theory]
    [InlineData("metrics")]
    [InlineData("started")]
    [InlineData("stopped")]
    [InlineData("sampled")]
    public async Task A_listener_that_throws_costs_neither_a_token_nor_anyone_who_waits(string where)
    {
        _caller.Start();
        using var listener = ThrowingListener(where);

        // The callers of a first token, those of a failure, and a renewal in the background.
        var calls = Enumerable.Range(0, 20).Select(_ => GetAsync()).ToArray();
        (await _inner.NextAsync()).Fail(new TokenRequestException("It is down.") { IsTransient = true });
        foreach (var call in calls)
        {
            await Assert.ThrowsAsync<TokenRequestException>(() => call.WaitAsync(Bound, TestContext.Current.CancellationToken));
        }

        _clock.Advance(TimeSpan.FromMinutes(1));
        calls = [.. Enumerable.Range(0, 20).Select(_ => GetAsync())];
        var first = NewToken();
        (await _inner.NextAsync()).Succeed(first);
        Assert.All(await Task.WhenAll(calls).WaitAsync(Bound, TestContext.Current.CancellationToken), token => Assert.Same(first, token));

        _clock.Advance(Day - TimeSpan.FromMinutes(2));
        Assert.Same(first, await GetAsync());
        var second = NewToken();
        (await _inner.NextAsync()).Succeed(second);
        await CacheFixture.SettledAsync(() => !_cache.IsRefreshing);
        Assert.Same(second, await GetAsync());
        Assert.Equal(3, _inner.Count);
    }

    [Fact]
    public async Task The_token_at_hand_costs_no_memory_whoever_listens()
    {
        _caller.Start();
        var call = GetAsync();
        (await _inner.NextAsync()).Succeed(NewToken());
        await call;
        using var spans = new RecordedActivities();
        using var metrics = new RecordedMetrics(instrument => instrument.Meter == _meter);

        var count = 0;
        var allocated = long.MaxValue;
        for (var round = 0; round < 5 && allocated > 0; round++)
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            for (var i = 0; i < 1000; i++)
            {
                count += _cache.GetTokenAsync(CancellationToken.None).IsCompletedSuccessfully ? 1 : 0;
            }

            allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        }

        Assert.Equal((0, 0), ((int)allocated, count % 1000));
    }

    [Fact]
    public async Task The_meter_goes_with_its_container()
    {
        var published = new List<Instrument>();
        var ended = new List<Instrument>();
        var app = new App().WithCredential();
        var services = app.Services.BuildServiceProvider();
        var meters = services.GetRequiredService<IMeterFactory>();
        using var listener = new MeterListener
        {
            InstrumentPublished = (instrument, me) =>
            {
                if (instrument.Meter.Scope == meters && instrument.Meter.Name == AdobeServerAuthTelemetry.MeterName)
                {
                    published.Add(instrument);
                    me.EnableMeasurementEvents(instrument);
                }
            },
            MeasurementsCompleted = (instrument, _) => ended.Add(instrument),
        };
        listener.Start();
        await App.TokenOf(services);
        Assert.Equal(5, published.Count);
        Assert.Empty(ended);

        await services.DisposeAsync();

        Assert.Equal(published.Select(one => one.Name).Order(), ended.Select(one => one.Name).Order());
    }

    public void Dispose()
    {
        _cache.Dispose();
        _caller.Dispose();
        _meter.Dispose();
    }

    private bool IsMine(Activity span) => span.OperationName == AdobeServerAuthTelemetry.RenewalActivity && span.TraceId == _caller.TraceId;

    private IDisposable ThrowingListener(string where)
    {
        if (where != "metrics")
        {
            var listener = new ActivityListener { ShouldListenTo = source => source.Name == AdobeServerAuthTelemetry.ActivitySourceName };
            listener.Sample = (ref _) => where == "sampled" ? throw Full() : ActivitySamplingResult.AllDataAndRecorded;
            listener.ActivityStarted = _ => ThrowIf(where == "started");
            listener.ActivityStopped = _ => ThrowIf(where == "stopped");
            ActivitySource.AddActivityListener(listener);
            return listener;
        }

        var meters = new MeterListener { InstrumentPublished = (instrument, me) => EnableMine(instrument, me) };
        meters.SetMeasurementEventCallback<long>((_, _, _, _) => throw Full());
        meters.SetMeasurementEventCallback<double>((_, _, _, _) => throw Full());
        meters.Start();
        return meters;
    }

    private void EnableMine(Instrument instrument, MeterListener listener)
    {
        if (instrument.Meter == _meter)
        {
            listener.EnableMeasurementEvents(instrument);
        }
    }

    private static void ThrowIf(bool condition)
    {
        if (condition)
        {
            throw Full();
        }
    }

    private static InvalidOperationException Full() => new("the collector is full");

    private AccessToken NewToken() => Make.Token($"token-{++_made}", _clock.GetUtcNow() + Day);

    private Task<AccessToken> GetAsync() => _cache.GetTokenAsync(TestContext.Current.CancellationToken).AsTask();
}
