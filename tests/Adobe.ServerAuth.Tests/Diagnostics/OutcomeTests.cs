using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Net;
using Adobe.ServerAuth.Credentials;
using Adobe.ServerAuth.Diagnostics;
using Adobe.ServerAuth.Flows;
using Adobe.ServerAuth.Tests.Fakes;
using Adobe.ServerAuth.Tests.Flows;
using Adobe.ServerAuth.TokenEndpoint;

namespace Adobe.ServerAuth.Tests.Diagnostics;

/// <summary>Every way a token request can end, as metrics and spans tell it: each tag, and none besides.</summary>
[Collection("Activities")]
public sealed class OutcomeTests : IDisposable
{
    private readonly Activity _caller = new("caller");
    private readonly TestClock _clock = new();
    private readonly Meter _meter = new(AdobeServerAuthTelemetry.MeterName);
    private readonly RecordedMetrics _metrics;
    private readonly RecordedActivities _spans = new();
    private readonly Queue<HttpResponseMessage> _answers = new();
    private readonly StubHandler _ims;
    private readonly HttpMessageInvoker _invoker;
    private bool _hangs;

    public OutcomeTests()
    {
        _metrics = new RecordedMetrics(instrument => instrument.Meter == _meter);
        _ims = new StubHandler(async (_, cancellationToken) =>
        {
            await Task.Delay(_hangs ? Timeout.InfiniteTimeSpan : TimeSpan.Zero, cancellationToken);
            return _answers.Dequeue();
        });
        _invoker = new HttpMessageInvoker(_ims);
        _caller.Start();
    }

    [Fact]
    public async Task A_token_after_two_faults_is_granted_and_its_time_has_the_pauses_in_it()
    {
        Answer(HttpStatusCode.ServiceUnavailable, "", "3");
        Answer(HttpStatusCode.BadGateway, "", "4");
        Answer(HttpStatusCode.OK, Make.TokenJson());

        await _clock.RunAsync(() => OAuth().GetTokenAsync(CancellationToken.None).AsTask());

        IsTold(7, attempts: 3, "oauth", "granted", null);
    }

    [Fact]
    public async Task A_refusal_is_refused()
    {
        Answer(HttpStatusCode.BadRequest, Make.ErrorJson("invalid_jti"));

        await FailAsync<TokenRequestException>(Jwt(CredentialSettings.From("reporting", Make.JwtOptions())));

        IsTold(0, attempts: 1, "jwt", "refused", "jwt-id", 400, ("adobe.ims.debug_id", "id-1"), ("adobe.serverauth.credential", "reporting"));
    }

    [Fact]
    public async Task What_may_pass_is_unavailable()
    {
        Answer(HttpStatusCode.TooManyRequests, "", "7200");

        await FailAsync<TokenRequestException>(OAuth());

        IsTold(0, attempts: 1, "oauth", "unavailable", "throttled", 429, ("adobe.ims.debug_id", "id-1"));
    }

    [Fact]
    public async Task Silence_is_unavailable_after_all_its_attempts()
    {
        _hangs = true;

        await FailAsync<TokenRequestException>(OAuth(options => (options.TokenRequest.MaxRetries, options.TokenRequest.AttemptTimeout, options.TokenRequest.TotalTimeout) = (9, TimeSpan.FromSeconds(30), TimeSpan.FromSeconds(30))));

        IsTold(30, attempts: 1, "oauth", "unavailable", "timed-out");
    }

    [Fact]
    public async Task A_caller_that_gives_up_has_cancelled()
    {
        _hangs = true;
        using var caller = new CancellationTokenSource(TimeSpan.FromSeconds(3), _clock);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => _clock.RunAsync(() => OAuth().GetTokenAsync(caller.Token).AsTask()));

        IsTold(3, attempts: 1, "oauth", "cancelled", "cancelled");
    }

    [Fact]
    public async Task A_key_that_can_not_sign_fails_the_request_for_its_credential()
    {
        await FailAsync<CredentialException>(Jwt(new UnableKey().Settings()));

        Assert.Empty(_ims.Seen);
        IsTold(0, attempts: 1, "jwt", "failed", "credential");
    }

    [Fact]
    public async Task A_provider_that_is_disposed_during_a_pause_fails_for_another_reason()
    {
        Answer(HttpStatusCode.ServiceUnavailable, "", "2");
        var provider = Jwt(CredentialSettings.From(null, Make.JwtOptions()));
        using var disposal = _clock.CreateTimer(_ => provider.Dispose(), null, TimeSpan.FromSeconds(1), Timeout.InfiniteTimeSpan);

        await FailAsync<ObjectDisposedException>(provider);

        IsTold(2, attempts: 2, "jwt", "failed", "_OTHER");
    }

    public void Dispose()
    {
        _spans.Dispose();
        _metrics.Dispose();
        _meter.Dispose();
        _invoker.Dispose();
        _caller.Dispose();
    }

    private void IsTold(double seconds, int attempts, string flow, string outcome, string? error, int? status = null, params IEnumerable<(string Key, object? Value)> more)
    {
        List<(string Key, object? Value)> tags = [("adobe.serverauth.flow", flow), ("adobe.serverauth.outcome", outcome)];
        if (error is not null)
        {
            tags.Add(("error.type", error));
        }

        Assert.Equal(["adobe.serverauth.token_requests", "adobe.serverauth.token_request.duration"], _metrics.All.Select(one => one.Instrument));
        Assert.All(_metrics.All, one => Assert.Equal(Sorted(tags), Sorted(one.Tags.Select(tag => (tag.Key, (object?)tag.Value)))));
        Assert.Equal(1, _metrics.All[0].Value);
        Assert.InRange(_metrics.All[1].Value, seconds, seconds + 0.05);

        var mine = Assert.Single(_spans.Of(span => span.ParentSpanId == _caller.SpanId));
        (string, object?)[] ofSpan = [.. tags, .. more, ("server.address", "ims-na1.adobelogin.com"), ("server.port", 443), ("adobe.serverauth.attempts", attempts)];
        Assert.Equal(Sorted(status is null ? ofSpan : [.. ofSpan, ("http.response.status_code", status)]), Sorted(mine.TagObjects.Select(tag => (tag.Key, tag.Value))));
        Assert.Equal(error is null ? ActivityStatusCode.Unset : ActivityStatusCode.Error, mine.Status);
    }

    private static IEnumerable<(string Key, object? Value)> Sorted(IEnumerable<(string Key, object? Value)> tags) => tags.OrderBy(tag => tag.Key, StringComparer.Ordinal);

    private void Answer(HttpStatusCode status, string body, string? retryAfter = null) => _answers.Enqueue(Make.Response(status, body, headers =>
    {
        headers.Add("x-debug-id", "id-1");
        headers.TryAddWithoutValidation("Retry-After", retryAfter is null ? [] : [retryAfter]);
    }));

    private Task<T> FailAsync<T>(ITokenProvider provider)
        where T : Exception => Assert.ThrowsAsync<T>(() => _clock.RunAsync(() => provider.GetTokenAsync(CancellationToken.None).AsTask()));

    private TokenRequestEnvironment Environment() => new(_clock, TokenMetrics.Of(() => _meter), null);

    private ClientCredentialsTokenProvider OAuth(Action<AdobeServerAuthOptions>? change = null) =>
        new(_invoker, CredentialSettings.From(null, Make.Options(change)), Environment(), new RecordingLogger());

    private JwtExchangeTokenProvider Jwt(CredentialSettings settings) => new(_invoker, Environment(), new RecordingLogger(), settings, new LegacyCredentialNotice());
}
