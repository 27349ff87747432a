using System.Diagnostics.Metrics;
using System.Net;
using Adobe.ServerAuth.Tests.Caching;
using Adobe.ServerAuth.Tests.DependencyInjection;
using Adobe.ServerAuth.Tests.Fakes;
using Microsoft.Extensions.DependencyInjection;

namespace Adobe.ServerAuth.Tests.Diagnostics;

public sealed class MetricsTests : IDisposable
{
    private readonly Queue<Func<HttpResponseMessage>> _answers = new();
    private readonly App _app;
    private readonly ServiceProvider _services;
    private readonly RecordedMetrics _metrics;
    private readonly ITokenProvider _provider;
    private int _tokens;

    public MetricsTests()
    {
        _app = new App(new StubHandler(_ =>
        {
            _app!.Clock.Advance(TimeSpan.FromSeconds(2));
            return _answers.Count > 0 ? _answers.Dequeue()() : Make.Response(HttpStatusCode.OK, Make.TokenJson($"token-{++_tokens}", 3600));
        })).WithCredential(options =>
        {
            options.TokenRequest.MaxRetries = 0;
            (options.Cache.RefreshBeforeExpiry, options.Cache.RefreshJitter, options.Cache.ClockSkew) = (TimeSpan.FromMinutes(10), TimeSpan.Zero, TimeSpan.Zero);
        });
        _app.Services.AddAdobeServerAuth("a name", App.FillJwt(options => options.TokenRequest.MaxRetries = 0)).ConfigureImsHttpClient(_app.ToStub);
        _services = _app.Services.BuildServiceProvider();
        var meters = _services.GetRequiredService<IMeterFactory>();
        _metrics = new RecordedMetrics(instrument => instrument.Meter.Scope == meters);
        _provider = _services.GetRequiredService<ITokenProvider>();
    }

    [Fact]
    public async Task Requests_are_counted_and_timed_by_flow_outcome_and_error()
    {
        await TokenAsync();
        Assert.Equal(4, _metrics.All.Count);
        _answers.Enqueue(() => Make.Response(HttpStatusCode.BadRequest, Make.ErrorJson("invalid_token", "Could not match JWT signature to any of the bindings")));
        await Assert.ThrowsAsync<TokenRequestException>(() => App.TokenOf(_services, "a name"));

        foreach (var name in new[] { AdobeServerAuthTelemetry.TokenRequests, AdobeServerAuthTelemetry.TokenRequestDuration })
        {
            Assert.Collection(
                _metrics.Of(name),
                one => Assert.Equal(("oauth", "granted", null), (Flow(one), Outcome(one), Error(one))),
                one => Assert.Equal(("jwt", "refused", "certificate"), (Flow(one), Outcome(one), Error(one))));
        }

        Assert.Equal([1d, 1], _metrics.Of(AdobeServerAuthTelemetry.TokenRequests).Select(one => one.Value));
        Assert.Equal([2d, 2], _metrics.Of(AdobeServerAuthTelemetry.TokenRequestDuration).Select(one => one.Value));
        Assert.DoesNotContain(_metrics.All, one => one.Tags.Values.Any(value => value!.Contains("a name", StringComparison.Ordinal) || value.Contains(Make.ClientId, StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_passing_failure_and_one_of_the_network_are_counted_as_such()
    {
        _answers.Enqueue(() => Make.Response(HttpStatusCode.ServiceUnavailable));
        await Assert.ThrowsAsync<TokenRequestException>(TokenAsync);
        _app.Clock.Advance(TimeSpan.FromMinutes(1));
        _answers.Enqueue(() => throw new HttpRequestException("x", new System.Net.Sockets.SocketException((int)System.Net.Sockets.SocketError.HostNotFound)));
        await Assert.ThrowsAsync<TokenRequestException>(TokenAsync);

        Assert.Equal([("unavailable", "ims-in-trouble"), ("unavailable", "unknown-host")], _metrics.Of(AdobeServerAuthTelemetry.TokenRequests).Select(one => (Outcome(one), Error(one))));
    }

    [Fact]
    public async Task Renewals_are_counted_by_cause_with_the_life_that_was_left()
    {
        var token = await TokenAsync();
        await SettledAsync(1);

        // 50 minutes after it came it is due; the fetch takes two seconds.
        _app.Clock.Advance(TimeSpan.FromSeconds(3000));
        await TokenAsync();
        await SettledAsync(2);

        token = await TokenAsync();
        await _provider.RenewTokenAsync(token, TestContext.Current.CancellationToken);
        await SettledAsync(3);

        _app.Clock.Advance(TimeSpan.FromHours(2));
        await TokenAsync();
        await SettledAsync(4);

        Assert.Equal(
            [("none", "brought"), ("due", "brought"), ("rejected", "brought"), ("expired", "brought")],
            _metrics.Of(AdobeServerAuthTelemetry.Renewals).Select(one => (one.Tags[AdobeServerAuthTelemetry.CauseTag]!, Outcome(one))));
        var left = _metrics.Of(AdobeServerAuthTelemetry.TokenLifeLeft).Select(one => one.Value).ToArray();
        Assert.Equal([0, 596, 3596, 0], left.Select(seconds => (int)seconds));
    }

    [Fact]
    public async Task A_renewal_that_fails_tells_how_long_the_token_at_hand_still_serves()
    {
        await TokenAsync();
        await SettledAsync(1);
        _app.Clock.Advance(TimeSpan.FromSeconds(3000));
        _answers.Enqueue(() => Make.Response(HttpStatusCode.BadGateway));
        await TokenAsync();
        await SettledAsync(2);

        var failed = _metrics.Of(AdobeServerAuthTelemetry.TokenLifeLeft)[1];
        Assert.Equal(("due", "failed", 596), (failed.Tags[AdobeServerAuthTelemetry.CauseTag], Outcome(failed), (int)failed.Value));
    }

    [Fact]
    public async Task A_listener_that_throws_where_instruments_are_made_costs_no_token()
    {
        var app = new App().WithCredential();
        await using var services = app.Services.BuildServiceProvider();
        var meters = services.GetRequiredService<IMeterFactory>();
        using var listener = new MeterListener { InstrumentPublished = (instrument, _) => Throw(instrument.Meter.Scope == meters) };
        listener.Start();

        Assert.Equal("token-1", await App.TokenOf(services));
    }

    private static void Throw(bool isMeant)
    {
        if (isMeant)
        {
            throw new InvalidOperationException("the collector is full");
        }
    }

    public void Dispose()
    {
        _metrics.Dispose();
        _services.Dispose();
    }

    private async Task<AccessToken> TokenAsync() => await _provider.GetTokenAsync(TestContext.Current.CancellationToken);

    private Task SettledAsync(int renewals) => CacheFixture.SettledAsync(() => _metrics.Of(AdobeServerAuthTelemetry.TokenLifeLeft).Count == renewals);

    private static string Flow(Measurement one) => one.Tags[AdobeServerAuthTelemetry.FlowTag]!;

    private static string Outcome(Measurement one) => one.Tags[AdobeServerAuthTelemetry.OutcomeTag]!;

    private static string? Error(Measurement one) => one.Tags.GetValueOrDefault("error.type");
}
