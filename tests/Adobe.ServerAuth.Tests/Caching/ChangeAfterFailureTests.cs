using Adobe.ServerAuth.Caching;
using Adobe.ServerAuth.Diagnostics;
using Adobe.ServerAuth.Tests.Fakes;
using Adobe.ServerAuth.Tests.Handlers;

namespace Adobe.ServerAuth.Tests.Caching;

/// <summary>What failed may have failed with options or files that have changed since: who would be told of it has that looked at first.</summary>
public sealed class ChangeAfterFailureTests : IDisposable
{
    private static readonly TimeSpan Day = TimeSpan.FromDays(1);

    private readonly TestClock _clock = new();
    private readonly ManualProvider _inner = new();
    private readonly ManualProvider _changed = new();
    private readonly TokenCacheOptions _options = new() { RefreshJitter = TimeSpan.Zero };
    private readonly CachingTokenProvider _cache;
    private readonly List<string> _looks = [];
    private Func<Task<bool>> _look = () => Task.FromResult(false);

    public ChangeAfterFailureTests() => _cache = new CachingTokenProvider(Source(_inner), new CacheEnvironment(_clock, new RecordingLogger(), TokenMetrics.OfProcess, () => 0), null);

    [Fact]
    public async Task A_failure_that_is_remembered_is_not_told_to_who_comes_after_a_change()
    {
        await FailAsync();
        _look = () =>
        {
            _cache.Replace(Source(_changed));
            return Task.FromResult(true);
        };

        var call = GetAsync();
        (await _changed.NextAsync()).Succeed(NewToken());

        await call;
        Assert.Single(_looks);
    }

    [Fact]
    public async Task That_another_caller_has_made_the_change_meanwhile_is_as_good()
    {
        await FailAsync();
        _look = () =>
        {
            _cache.Replace(Source(_changed));
            return Task.FromResult(false);
        };

        var call = GetAsync();
        (await _changed.NextAsync()).Succeed(NewToken());

        await call;
    }

    [Fact]
    public async Task Without_a_change_it_is_told_and_nobody_looks_where_there_is_a_token()
    {
        await FailAsync();

        Assert.NotNull((await Assert.ThrowsAsync<TokenRequestException>(GetAsync)).FailureAge);
        Assert.Single(_looks);

        _clock.Advance(TimeSpan.FromMinutes(6));
        var call = GetAsync();
        (await _inner.NextAsync()).Succeed(NewToken());
        var token = await call;
        var renewal = _cache.RenewTokenAsync(token, TestContext.Current.CancellationToken).AsTask();
        (await _inner.NextAsync()).Succeed(NewToken());
        var renewed = await renewal;

        Assert.Same(renewed, await _cache.RenewTokenAsync(renewed, TestContext.Current.CancellationToken));
        Assert.Equal((1, 3), (_looks.Count, _inner.Count));
    }

    [Fact]
    public async Task A_look_that_takes_too_long_costs_nobody_more_than_the_failure_that_is_known()
    {
        await FailAsync();
        _look = () => _looks.Count == 1 ? Task.FromException<bool>(new TimeoutException()) : throw new InvalidOperationException("It was looked at again.");

        var failure = await Assert.ThrowsAsync<TokenRequestException>(GetAsync);

        Assert.NotNull(failure.FailureAge);
    }

    [Fact]
    public async Task A_look_that_is_late_leaves_the_context_of_the_caller_alone()
    {
        await FailAsync();
        var (late, context) = (new OneLateStep(0), new CallersContext());
        _look = () => late.Of(false);

        await Assert.ThrowsAsync<TokenRequestException>(() => context.Start(GetAsync, late));

        Assert.Equal((1, 0), (late.Count, context.Posted));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_failure_outlives_a_change_that_leaves_all_that_matters_as_it_was(bool isSame)
    {
        await FailAsync();
        _cache.Replace(Source(_changed), keepsFailures: isSame);

        var call = GetAsync();
        if (!isSame)
        {
            (await _changed.NextAsync()).Succeed(NewToken());
            await call;
            return;
        }

        Assert.NotNull((await Assert.ThrowsAsync<TokenRequestException>(() => call)).FailureAge);
        Assert.Equal(0, _changed.Count);
    }

    [Fact]
    public async Task A_cache_that_was_disposed_tells_of_no_failure()
    {
        await FailAsync();
        Assert.Equal(CredentialState.NoToken, _cache.GetStatus().State);

        _cache.Dispose();

        Assert.Equal(CredentialState.Idle, _cache.GetStatus().State);
        Assert.Null(_cache.GetStatus().FailureAge);
    }

    public void Dispose() => _cache.Dispose();

    private TokenSource Source(ManualProvider inner) => new(inner, _options, "identity", null, () =>
    {
        _looks.Add("look");
        return _look();
    });

    private Task<AccessToken> GetAsync() => _cache.GetTokenAsync(TestContext.Current.CancellationToken).AsTask();

    private async Task FailAsync()
    {
        var call = GetAsync();
        (await _inner.NextAsync()).Fail(new TokenRequestException("No.") { Reason = "wrong-secret" });
        await Assert.ThrowsAsync<TokenRequestException>(() => call);
        Assert.Empty(_looks);
    }

    private AccessToken NewToken() => Make.Token(Guid.NewGuid().ToString("N"), _clock.GetUtcNow() + Day);
}
