using System.Diagnostics;
using System.Net;
using Adobe.ServerAuth.Tests.Caching;
using Adobe.ServerAuth.Tests.Fakes;

namespace Adobe.ServerAuth.Tests.Diagnostics;

/// <summary>Spans. They belong to the process, so that no two classes that listen to them run at once, and each test finds its own by a host.</summary>
[Collection("Activities")]
public sealed class ActivityTests : IDisposable
{
    private readonly string _host = $"ims-{Guid.NewGuid():N}.example";
    private readonly TestClock _clock = new();
    private readonly Queue<HttpResponseMessage> _answers = new();
    private readonly StubHandler _ims;
    private readonly Activity _caller = new("caller");
    private readonly List<Activity?> _ambient = [];
    private RecordingLogger _log = new();

    public ActivityTests()
    {
        _ims = new StubHandler(_ =>
        {
            _ambient.Add(Activity.Current);
            return _answers.Count > 0 ? _answers.Dequeue() : Make.Response(HttpStatusCode.OK, Make.TokenJson($"token-{_ambient.Count}", 3600));
        });
        _caller.Start();
    }

    [Fact]
    public async Task A_token_request_is_a_span_below_that_of_its_caller()
    {
        using var recorded = new RecordedActivities();
        using var provider = Provider();

        await provider.GetTokenAsync(TestContext.Current.CancellationToken);

        // Both have ended before the caller goes on.
        var request = Assert.Single(recorded.Of(IsMine));
        Assert.Single(recorded.Of(activity => activity.SpanId == request.ParentSpanId));
        await provider.GetTokenAsync(TestContext.Current.CancellationToken);
        Assert.Single(recorded.Of(IsMine));
        Assert.Equal((AdobeServerAuthTelemetry.TokenRequestActivity, ActivityKind.Client, ActivityStatusCode.Unset), (request.OperationName, request.Kind, request.Status));
        Assert.Equal(
            [("adobe.serverauth.attempts", 1), ("adobe.serverauth.flow", "oauth"), ("adobe.serverauth.outcome", "granted"), ("server.address", _host), ("server.port", 443)],
            request.TagObjects.Select(tag => (tag.Key, tag.Value)).OrderBy(tag => tag.Key, StringComparer.Ordinal));
        var renewal = await RenewalOfAsync(recorded, request);
        Assert.Equal((AdobeServerAuthTelemetry.RenewalActivity, ActivityKind.Internal, _caller.SpanId, _caller.TraceId), (renewal.OperationName, renewal.Kind, renewal.ParentSpanId, renewal.TraceId));
        Assert.Equal(("none", "brought"), (renewal.GetTagItem(AdobeServerAuthTelemetry.CauseTag), renewal.GetTagItem(AdobeServerAuthTelemetry.OutcomeTag)));
        Assert.Empty(renewal.Links);

        // The request on the wire is below it in turn.
        Assert.Equal(request.SpanId, Assert.Single(_ambient)!.SpanId);
        Assert.Same(_caller, Activity.Current);
    }

    [Fact]
    public async Task A_failure_is_told_with_its_reason_and_no_text_of_anyone()
    {
        using var recorded = new RecordedActivities();
        using var provider = Provider();
        _answers.Enqueue(Make.Response(HttpStatusCode.OK, "a page", headers => headers.Add("x-debug-id", "a1b2-" + Make.Secret)));

        await Assert.ThrowsAsync<TokenRequestException>(async () => await provider.GetTokenAsync(TestContext.Current.CancellationToken));

        var request = Assert.Single(await RequestsAsync(recorded, 1));
        Assert.Equal(ActivityStatusCode.Error, request.Status);
        Assert.Equal(
            [("adobe.ims.debug_id", "[withheld: it repeated a part of a secret]"), ("adobe.serverauth.attempts", 1), ("adobe.serverauth.outcome", "unavailable"), ("error.type", "not-json"), ("http.response.status_code", 200)],
            request.TagObjects.Where(tag => tag.Key is not ("server.address" or "server.port" or "adobe.serverauth.flow")).Select(tag => (tag.Key, tag.Value)).OrderBy(tag => tag.Key, StringComparer.Ordinal));
        var renewal = await RenewalOfAsync(recorded, request);
        Assert.Equal((ActivityStatusCode.Error, "not-json", "failed"), (renewal.Status, renewal.GetTagItem("error.type"), renewal.GetTagItem(AdobeServerAuthTelemetry.OutcomeTag)));
    }

    [Fact]
    public async Task A_renewal_in_the_background_is_linked_to_its_cause_and_belongs_to_nobodys_trace()
    {
        using var recorded = new RecordedActivities();
        using var provider = Provider();
        await provider.GetTokenAsync(TestContext.Current.CancellationToken);
        await RequestsAsync(recorded, 1);

        _clock.Advance(TimeSpan.FromMinutes(55));
        await provider.GetTokenAsync(TestContext.Current.CancellationToken);

        var request = (await RequestsAsync(recorded, 2))[1];
        var renewal = await RenewalOfAsync(recorded, request);
        Assert.Equal("due", renewal.GetTagItem(AdobeServerAuthTelemetry.CauseTag));
        Assert.Equal(default, renewal.ParentSpanId);
        Assert.NotEqual(_caller.TraceId, renewal.TraceId);
        Assert.Equal(_caller.SpanId, Assert.Single(renewal.Links).Context.SpanId);
    }

    [Fact]
    public async Task A_listener_that_throws_costs_no_token()
    {
        void Throw(Activity activity)
        {
            if (activity.TraceId == _caller.TraceId)
            {
                throw new InvalidOperationException("the collector is full");
            }
        }

        foreach (var recorded in new[] { new RecordedActivities(started: Throw), new RecordedActivities(stopped: Throw) })
        {
            using var provider = Provider();
            Assert.NotNull(await provider.GetTokenAsync(TestContext.Current.CancellationToken).AsTask().WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken));
            recorded.Dispose();
        }
    }

    public static TheoryData<Exception, string> Failures => new()
    {
        { new TokenRequestException("IMS is down.") { Reason = "unavailable" }, "unavailable" },
        { new CredentialException("No key."), "credential" },
        { new InvalidOperationException("The vault is sealed."), "_OTHER" },
    };

    [Theory]
    [MemberData(nameof(Failures))]
    public async Task The_span_of_a_renewal_that_failed_tells_what_kind_of_failure_it_was(Exception failure, string kind)
    {
        using var recorded = new RecordedActivities();
        using var provider = new CachingTokenProvider(new Testing.ScriptedTokenProvider().Throws(failure), new TokenCacheOptions(), _clock, _log);

        await Assert.ThrowsAnyAsync<AdobeServerAuthException>(async () => await provider.GetTokenAsync(TestContext.Current.CancellationToken));

        await CacheFixture.SettledAsync(() => recorded.Of(activity => activity.TraceId == _caller.TraceId).Count == 1);
        Assert.Equal(kind, Assert.Single(recorded.Of(activity => activity.TraceId == _caller.TraceId)).GetTagItem("error.type"));
    }

    [Fact]
    public async Task What_is_logged_of_a_renewal_that_failed_belongs_to_the_trace_of_its_caller()
    {
        using var recorded = new RecordedActivities();
        ActivityTraceId? logged = null;
        _log = new RecordingLogger { Written = () => logged = Activity.Current?.TraceId };
        using var provider = Provider();
        _answers.Enqueue(Make.Response(HttpStatusCode.ServiceUnavailable));

        await Assert.ThrowsAsync<TokenRequestException>(async () => await provider.GetTokenAsync(TestContext.Current.CancellationToken));
        await CacheFixture.SettledAsync(() => _log.Of(202).Count == 1);

        Assert.Equal(_caller.TraceId, logged);
    }

    [Fact]
    public async Task That_an_API_refused_a_token_is_logged_in_the_trace_of_its_caller()
    {
        using var recorded = new RecordedActivities();
        Activity? ambient = null;
        _log = new RecordingLogger { Written = () => ambient = Activity.Current };
        using var provider = Provider();

        await provider.RenewTokenAsync(await provider.GetTokenAsync(TestContext.Current.CancellationToken), TestContext.Current.CancellationToken);
        await CacheFixture.SettledAsync(() => _log.Of(203).Count == 1);

        var renewal = await RenewalOfAsync(recorded, (await RequestsAsync(recorded, 2))[1]);
        Assert.Equal((renewal.SpanId, _caller.TraceId), (ambient?.SpanId, ambient?.TraceId));
        Assert.Equal(("rejected", "brought", ActivityStatusCode.Unset), (renewal.GetTagItem(AdobeServerAuthTelemetry.CauseTag), renewal.GetTagItem(AdobeServerAuthTelemetry.OutcomeTag), renewal.Status));
    }

    [Fact]
    public async Task While_nobody_listens_there_is_no_span()
    {
        using var provider = Provider();

        await provider.GetTokenAsync(TestContext.Current.CancellationToken);

        Assert.Null(Assert.Single(_ambient));
    }

    public void Dispose()
    {
        _caller.Dispose();
        _ims.Dispose();
    }

    private CachingTokenProvider Provider() => TokenProvider.Create(
        Make.Options(options =>
        {
            options.ImsEndpoint = new Uri("https://" + _host);
            options.TokenRequest.MaxRetries = 0;
            options.Cache.RefreshJitter = TimeSpan.Zero;
        }),
        _ims,
        _clock,
        _log);

    private bool IsMine(Activity activity) => (activity.GetTagItem("server.address") as string) == _host;

    private async Task<IReadOnlyList<Activity>> RequestsAsync(RecordedActivities recorded, int count)
    {
        await CacheFixture.SettledAsync(() => recorded.Of(IsMine).Count == count);
        return recorded.Of(IsMine);
    }

    private static async Task<Activity> RenewalOfAsync(RecordedActivities recorded, Activity request)
    {
        bool IsIts(Activity activity) => activity.SpanId == request.ParentSpanId;
        await CacheFixture.SettledAsync(() => recorded.Of(IsIts).Count == 1);
        return recorded.Of(IsIts)[0];
    }
}
