using Adobe.ServerAuth.Caching;
using Adobe.ServerAuth.Tests.Fakes;

namespace Adobe.ServerAuth.Tests.Caching;

public class ReplacementTests
{
    private static readonly TimeSpan Day = TimeSpan.FromDays(1);

    [Fact]
    public async Task Options_with_the_same_identity_keep_the_token_and_are_used_for_the_next_fetch()
    {
        using var fixture = new CacheFixture();
        var token = await fixture.FillAsync(Day);
        var changed = new ManualProvider();

        fixture.Cache.Replace(new TokenSource(changed, fixture.Options, "identity"));

        Assert.Same(token, fixture.GetNow());
        fixture.Clock.Advance(Day);
        var call = fixture.Cache.GetTokenAsync(TestContext.Current.CancellationToken).AsTask();
        var next = fixture.NewToken(Day);
        (await changed.NextAsync()).Succeed(next);
        Assert.Same(next, await call);
        Assert.Equal(1, fixture.Inner.Count);
    }

    [Fact]
    public async Task Another_identity_drops_the_token_at_once()
    {
        using var fixture = new CacheFixture();
        await fixture.FillAsync(Day);
        var changed = new ManualProvider();

        fixture.Cache.Replace(new TokenSource(changed, fixture.Options, "another"));

        var call = fixture.Cache.GetTokenAsync(TestContext.Current.CancellationToken).AsTask();
        var next = fixture.NewToken(Day);
        (await changed.NextAsync()).Succeed(next);
        Assert.Same(next, await call);
    }

    [Fact]
    public async Task A_fetch_of_the_old_identity_is_never_published_and_who_waits_gets_the_new_token()
    {
        using var fixture = new CacheFixture();
        var call = fixture.Cache.GetTokenAsync(TestContext.Current.CancellationToken).AsTask();
        var old = await fixture.Inner.NextAsync();
        var changed = new ManualProvider();

        fixture.Cache.Replace(new TokenSource(changed, fixture.Options, "another"));
        var replacement = await changed.NextAsync();
        old.Succeed(fixture.NewToken(Day));
        var token = fixture.NewToken(Day);
        replacement.Succeed(token);

        Assert.Same(token, await call);
        Assert.Same(token, fixture.GetNow());
        Assert.True(old.CancellationToken.IsCancellationRequested);
    }

    [Fact]
    public async Task A_token_of_the_old_identity_is_not_published_even_if_the_new_one_comes_in_the_moment_of_its_arrival()
    {
        var (old, changed) = (new ManualProvider(), new ManualProvider());
        var clock = new TestClock();
        CachingTokenProvider cache = null!;

        // Drawn when the token is being taken in; at no other time can the test come between.
        var arrival = () =>
        {
            cache.Replace(new TokenSource(changed, new TokenCacheOptions(), "another"));
            return 0d;
        };
        var draw = () => Interlocked.Exchange(ref arrival, () => 0)();
        using (cache = new CachingTokenProvider(new TokenSource(old, new TokenCacheOptions(), "identity"), new CacheEnvironment(clock, new RecordingLogger(), Adobe.ServerAuth.Diagnostics.TokenMetrics.OfProcess, draw), null))
        {
            var call = cache.GetTokenAsync(TestContext.Current.CancellationToken).AsTask();
            (await old.NextAsync()).Succeed(Make.Token("of-the-old-one", clock.GetUtcNow() + Day));
            var token = Make.Token("of-the-new-one", clock.GetUtcNow() + Day);
            (await changed.NextAsync()).Succeed(token);

            Assert.Same(token, await call);
            Assert.Same(token, cache.Fresh);
        }
    }

    [Fact]
    public async Task Identities_that_are_equal_and_not_the_same_object_are_one()
    {
        using var fixture = new CacheFixture();
        var call = fixture.Cache.GetTokenAsync(TestContext.Current.CancellationToken).AsTask();
        var fetch = await fixture.Inner.NextAsync();

        fixture.Cache.Replace(new TokenSource(new ManualProvider(), fixture.Options, new string("identity".AsSpan())));
        var token = fixture.NewToken(Day);
        fetch.Succeed(token);

        Assert.Same(token, await call);
        Assert.Same(token, fixture.GetNow());
    }

    [Fact]
    public async Task The_row_of_renewals_after_refusals_is_that_of_one_identity()
    {
        using var fixture = new CacheFixture();
        var token = await fixture.FillAsync(Day);
        for (var i = 0; i < 3; i++)
        {
            token = await RenewAsync(fixture, token);
            fixture.Clock.Advance(TimeSpan.FromMinutes(5));
        }

        fixture.Cache.Replace(new TokenSource(fixture.Inner, fixture.Options, "another"));
        token = await RenewAsync(fixture, await fixture.FillAsync(Day));

        fixture.Clock.Advance(fixture.Options.RejectionCooldown);
        await RenewAsync(fixture, token);
    }

    [Fact]
    public async Task A_failure_of_the_old_options_is_forgotten()
    {
        using var fixture = new CacheFixture();
        await fixture.FailAsync(new TokenRequestException("Wrong secret."));
        var changed = new ManualProvider();

        fixture.Cache.Replace(new TokenSource(changed, fixture.Options, "identity"));

        var call = fixture.Cache.GetTokenAsync(TestContext.Current.CancellationToken).AsTask();
        var token = fixture.NewToken(Day);
        (await changed.NextAsync()).Succeed(token);
        Assert.Same(token, await call);
    }

    [Fact]
    public async Task A_dead_token_of_the_old_options_is_not_held_against_the_new_ones()
    {
        using var fixture = new CacheFixture();
        var call = fixture.Cache.GetTokenAsync(TestContext.Current.CancellationToken).AsTask();
        var old = await fixture.Inner.NextAsync();
        var changed = new ManualProvider();

        fixture.Cache.Replace(new TokenSource(changed, fixture.Options, "identity"));
        old.Succeed(fixture.NewToken(TimeSpan.Zero));
        var token = fixture.NewToken(Day);
        (await changed.NextAsync()).Succeed(token);

        Assert.Same(token, await call);
    }

    [Fact]
    public async Task A_fetch_that_fails_with_the_old_secret_is_repeated_with_the_new_one()
    {
        using var fixture = new CacheFixture();
        var call = fixture.Cache.GetTokenAsync(TestContext.Current.CancellationToken).AsTask();
        var old = await fixture.Inner.NextAsync();
        var changed = new ManualProvider();

        fixture.Cache.Replace(new TokenSource(changed, fixture.Options, "identity"));
        old.Fail(new TokenRequestException("Wrong secret."));
        var token = fixture.NewToken(Day);
        (await changed.NextAsync()).Succeed(token);

        Assert.Same(token, await call);
    }

    [Fact]
    public async Task A_renewal_that_fails_with_the_old_secret_is_tried_at_once_with_the_new_one()
    {
        using var fixture = new CacheFixture();
        var token = await fixture.FillAsync(Day);
        fixture.Clock.Advance(Day - TimeSpan.FromMinutes(4));
        Assert.Same(token, fixture.GetNow());
        var old = await fixture.Inner.NextAsync();
        var changed = new ManualProvider();

        fixture.Cache.Replace(new TokenSource(changed, fixture.Options, "identity"));
        old.Fail(new TokenRequestException("Wrong secret."));
        await CacheFixture.SettledAsync(() => !fixture.Cache.IsRefreshing);

        Assert.Same(token, fixture.GetNow());
        await changed.NextAsync();
    }

    [Fact]
    public async Task A_renewal_that_backs_off_is_tried_at_once_with_new_options()
    {
        using var fixture = new CacheFixture();
        var token = await fixture.FillAsync(Day);
        fixture.Clock.Advance(Day - TimeSpan.FromMinutes(4));
        Assert.Same(token, fixture.GetNow());
        (await fixture.Inner.NextAsync()).Fail(new TokenRequestException("Wrong secret."));
        await CacheFixture.SettledAsync(() => fixture.Log.Of(200).Count == 1);
        var changed = new ManualProvider();

        fixture.Cache.Replace(new TokenSource(changed, fixture.Options, "identity"));

        Assert.Same(token, fixture.GetNow());
        await changed.NextAsync();
    }

    private static async Task<AccessToken> RenewAsync(CacheFixture fixture, AccessToken rejected)
    {
        var call = fixture.Cache.RenewTokenAsync(rejected, TestContext.Current.CancellationToken).AsTask();
        (await fixture.Inner.NextAsync()).Succeed(fixture.NewToken(Day));
        return await call;
    }
}
