using System.Diagnostics.Metrics;
using System.Net;
using Adobe.ServerAuth.Tests.DependencyInjection;
using Adobe.ServerAuth.Tests.Fakes;
using Adobe.ServerAuth.TokenEndpoint;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Http.Resilience;
using Polly;
using Polly.CircuitBreaker;
using Polly.Telemetry;

namespace Adobe.ServerAuth.Tests.Recipes;

/// <summary>Resilience of the application's own in the place of the library's, and Polly's telemetry.</summary>
public class OwnResilienceTests
{
    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(30);

    private int _asked;

    [Fact]
    public async Task A_standard_resilience_handler_takes_over_when_the_library_makes_no_retries()
    {
        var app = Failing(times: 2);
        app.Services.AddAdobeServerAuth(App.Fill(options => options.TokenRequest.MaxRetries = 0)).ConfigureImsHttpClient(ims =>
        {
            app.ToStub(ims);
            ims.AddStandardResilienceHandler(options => (options.Retry.Delay, options.Retry.UseJitter) = (TimeSpan.Zero, false));
        });
        await using var services = app.Services.BuildServiceProvider();

        Assert.Equal("token-1", await App.TokenOf(services));
        Assert.Equal(3, app.Ims.Seen.Count);
        Assert.Single(app.Ims.Seen.Select(request => request.Body).Distinct());
        Assert.DoesNotContain(app.Log.Lines, line => line.Name == "TokenRequestRetried");
    }

    [Fact]
    public async Task What_such_a_handler_throws_is_a_token_request_that_failed()
    {
        var app = Failing(times: 0);
        app.Services.AddAdobeServerAuth(App.Fill(options => options.TokenRequest.MaxRetries = 0)).ConfigureImsHttpClient(ims =>
        {
            app.ToStub(ims);
            ims.AddResilienceHandler("open", pipeline => pipeline.AddCircuitBreaker(new HttpCircuitBreakerStrategyOptions { ManualControl = new CircuitBreakerManualControl(isIsolated: true) }));
        });
        await using var services = app.Services.BuildServiceProvider();

        var failure = await Assert.ThrowsAsync<TokenRequestException>(() => App.TokenOf(services));

        Assert.Equal((true, "transport"), (failure.IsTransient, failure.Reason));
        Assert.IsType<IsolatedCircuitException>(failure.InnerException);
        Assert.Empty(app.Ims.Seen);
    }

    [Fact]
    public async Task Polly_tells_its_events_to_who_registered_its_telemetry()
    {
        var app = Failing(times: 1);
        app.Services.AddAdobeServerAuth(App.Fill(options => options.TokenRequest.RetryDelay = TimeSpan.FromTicks(1))).ConfigureImsHttpClient(app.ToStub);
        app.Services.AddResiliencePipeline("another", builder => builder.AddTimeout(TimeSpan.FromSeconds(1)));
        app.Services.AddSingleton(TimeProvider.System);
        await using var services = app.Services.BuildServiceProvider();
        var events = new System.Collections.Concurrent.ConcurrentQueue<string>();
        using var listener = new MeterListener { InstrumentPublished = (instrument, me) => Enable(instrument, me) };
        listener.SetMeasurementEventCallback<int>((_, _, tags, _) => events.Enqueue(string.Join(' ', tags.ToArray().Select(tag => tag.Value))));
        listener.Start();

        await App.TokenOf(services);

        Assert.Contains(events, one => one.Contains("Adobe.ServerAuth.TokenRequest", StringComparison.Ordinal) && one.Contains("OnRetry", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_listener_of_Polly_that_throws_costs_no_token()
    {
        var app = new App().WithCredential();
        app.Services.AddTransient(_ => new ResiliencePipelineBuilder { TelemetryListener = new FullCollector() });
        await using var services = app.Services.BuildServiceProvider();

        Assert.Equal("token-1", await App.TokenOf(services));
    }

    [Fact]
    public async Task A_handler_that_blocks_does_not_hold_the_request_past_its_time()
    {
        using var mayEnd = new ManualResetEventSlim();
        var isBlocking = new TaskCompletionSource();
        var app = new App(new StubHandler(_ =>
        {
            isBlocking.SetResult();
            mayEnd.Wait(TestContext.Current.CancellationToken);
            return Make.Response(HttpStatusCode.OK, Make.TokenJson());
        })).WithCredential(options => options.TokenRequest.MaxRetries = 0);
        await using var services = app.Services.BuildServiceProvider();

        var call = App.TokenOf(services);
        await isBlocking.Task.WaitAsync(Bound, TestContext.Current.CancellationToken);
        app.Clock.Advance(TimeSpan.FromSeconds(30));
        var failure = await Assert.ThrowsAsync<TokenRequestException>(() => call.WaitAsync(Bound, TestContext.Current.CancellationToken));

        Assert.Equal("timed-out", failure.Reason);
        mayEnd.Set();
    }

    [Fact]
    public async Task Credentials_with_the_same_settings_share_a_pipeline()
    {
        var environment = TokenRequestEnvironment.With(new TestClock());
        var one = environment.PipelineFor(new TokenRequestOptions());

        Assert.Same(one, environment.PipelineFor(new TokenRequestOptions { MaxResponseBytes = 4096 }));
        Assert.NotSame(one, environment.PipelineFor(new TokenRequestOptions { MaxRetries = 1 }));
        Assert.NotSame(one, environment.PipelineFor(new TokenRequestOptions { RetryDelay = TimeSpan.FromSeconds(1) }));
        Assert.NotSame(one, environment.PipelineFor(new TokenRequestOptions { TotalTimeout = TimeSpan.FromSeconds(1) }));
        Assert.NotSame(one, environment.PipelineFor(new TokenRequestOptions { AttemptTimeout = TimeSpan.FromSeconds(1) }));
        Assert.NotNull(await one.ExecuteAsync(_ => ValueTask.FromResult(AttemptOutcome.Granted(Make.Token("t", DateTimeOffset.MaxValue), TimeSpan.FromHours(1))), TestContext.Current.CancellationToken));
    }

    private static void Enable(Instrument instrument, MeterListener listener)
    {
        if (instrument.Meter.Name == "Polly")
        {
            listener.EnableMeasurementEvents(instrument);
        }
    }

    private sealed class FullCollector : TelemetryListener
    {
        public override void Write<TResult, TState>(in TelemetryEventArguments<TResult, TState> args) => throw new InvalidOperationException("the collector is full");
    }

    private App Failing(int times) => new(new StubHandler(_ => Interlocked.Increment(ref _asked) <= times
        ? Make.Response(HttpStatusCode.ServiceUnavailable)
        : Make.Response(HttpStatusCode.OK, Make.TokenJson("token-1"))));
}
