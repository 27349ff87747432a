using System.Net;
using System.Security.Cryptography;
using Adobe.ServerAuth.Tests.Fakes;

namespace Adobe.ServerAuth.Tests.Caching;

/// <summary>What a cache tells of itself; that it is true at any moment is part of the model.</summary>
public class StatusTests
{
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    [Fact]
    public async Task The_status_follows_a_credential_through_its_life_and_looking_at_it_fetches_nothing()
    {
        using var fixture = new CacheFixture();
        Is(fixture, "Idle");

        var call = fixture.Cache.GetTokenAsync(TestContext.Current.CancellationToken).AsTask();
        var fetch = await fixture.Inner.NextAsync();
        Assert.True(Is(fixture, "Idle").IsFetching);
        var token = fixture.NewToken(Hour);
        fetch.Succeed(token);
        await call;
        var ready = Is(fixture, "Ready; the token can be used for 3570 s");
        Assert.Equal((token.ExpiresAt, null, false), (ready.TokenExpiresAt, ready.FailureReason, ready.IsFetching));

        fixture.Clock.Advance(TimeSpan.FromMinutes(56));
        fixture.GetNow();
        (await fixture.Inner.NextAsync()).Fail(Refusal());
        await CacheFixture.SettledAsync(() => !fixture.Cache.IsRefreshing);
        fixture.Clock.Advance(TimeSpan.FromSeconds(2));
        var failing = Is(fixture, "RenewalFailing; the token can be used for 208 s; wrong-secret (invalid_client), 2 s ago; no new attempt for 19 s");
        Assert.Equal((HttpStatusCode.BadRequest, false), (failing.StatusCode, failing.IsTransient));

        fixture.Clock.Advance(TimeSpan.FromMinutes(4));
        Is(fixture, "NoToken; wrong-secret (invalid_client), 242 s ago");
        await fixture.FailAsync(new TimeoutException());
        fixture.Clock.Advance(TimeSpan.FromSeconds(0.5));
        Assert.True(Is(fixture, "NoToken; _OTHER, 0.5 s ago; no new attempt for 1.5 s").IsTransient);

        fixture.Clock.Advance(Hour);
        Is(fixture, "NoToken; _OTHER, 3600.5 s ago");
        await fixture.FillAsync(Hour);
        Is(fixture, "Ready; the token can be used for 3570 s");

        fixture.Clock.Advance(Hour);
        Assert.NotNull(Is(fixture, "Idle").TokenExpiresAt);
        Assert.Equal(4, fixture.Inner.Count);

        fixture.Cache.Dispose();
        Is(fixture, "Idle");
    }

    [Fact]
    public async Task A_failure_while_it_is_asked_again_is_told_with_no_pause()
    {
        using var fixture = new CacheFixture();
        await Assert.ThrowsAsync<CredentialException>(async () =>
        {
            var call = fixture.Cache.GetTokenAsync(TestContext.Current.CancellationToken).AsTask();
            (await fixture.Inner.NextAsync()).Fail(new CredentialException("The vault is closed."));
            await call;
        });
        Is(fixture, "NoToken; credential, 0 s ago; no new attempt for 10 s");

        fixture.Clock.Advance(TimeSpan.FromSeconds(10));
        var again = fixture.Cache.GetTokenAsync(TestContext.Current.CancellationToken).AsTask();
        var fetch = await fixture.Inner.NextAsync();

        Assert.True(Is(fixture, "NoToken; credential, 10 s ago").IsFetching);
        fetch.Succeed(fixture.NewToken(Hour));
        await again;
    }

    [Fact]
    public async Task A_refused_token_that_could_not_be_renewed_before_it_was_due_waits_for_the_next_refusal()
    {
        using var fixture = new CacheFixture();
        var token = await fixture.FillAsync(Hour);
        var call = fixture.Cache.RenewTokenAsync(token, TestContext.Current.CancellationToken).AsTask();
        (await fixture.Inner.NextAsync()).Fail(Refusal());
        await Assert.ThrowsAsync<TokenRequestException>(() => call);

        Assert.True(Is(fixture, "RenewalFailing; the token can be used for 3570 s; an API refused it; wrong-secret (invalid_client), 0 s ago; no new attempt for 10 s").IsTokenRefused);
        fixture.Clock.Advance(TimeSpan.FromSeconds(10));
        Assert.False(Is(fixture, "Ready; the token can be used for 3560 s").IsTokenRefused);

        // Nothing is known against it in its last minutes and after its end.
        fixture.Clock.Advance(TimeSpan.FromSeconds(3550));
        Is(fixture, "Ready; the token can be used for 10 s");
        fixture.Clock.Advance(TimeSpan.FromSeconds(10));
        Is(fixture, "Idle");
    }

    [Fact]
    public async Task A_pause_that_outlasts_the_token_is_told_to_its_end()
    {
        using var fixture = new CacheFixture();
        await fixture.FillAsync(Hour);
        fixture.Clock.Advance(TimeSpan.FromSeconds(3569.5));
        fixture.GetNow();
        (await fixture.Inner.NextAsync()).Fail(Refusal());
        await CacheFixture.SettledAsync(() => !fixture.Cache.IsRefreshing);

        Is(fixture, "RenewalFailing; the token can be used for 0.5 s; wrong-secret (invalid_client), 0 s ago; no new attempt for 10 s");
        fixture.Clock.Advance(TimeSpan.FromSeconds(9));
        Is(fixture, "NoToken; wrong-secret (invalid_client), 9 s ago; no new attempt for 1 s");
        await Assert.ThrowsAsync<TokenRequestException>(() => fixture.Cache.GetTokenAsync(TestContext.Current.CancellationToken).AsTask());
        Assert.Equal(2, fixture.Inner.Count);
    }

    [Fact]
    public async Task Nothing_of_a_secret_a_token_or_a_text_is_in_it_and_foreign_codes_are_told_as_others()
    {
        var mark = Convert.ToHexString(RandomNumberGenerator.GetBytes(16));
        using var fixture = new CacheFixture();
        var call = fixture.Cache.GetTokenAsync(TestContext.Current.CancellationToken).AsTask();
        (await fixture.Inner.NextAsync()).Succeed(Make.Token(mark, fixture.Clock.GetUtcNow() + Hour));
        await call;
        var texts = TextsOf(fixture.Cache.GetStatus()).ToList();

        fixture.Clock.Advance(Hour);
        await fixture.FailAsync(new TokenRequestException(mark, new InvalidOperationException(mark)) { Reason = mark, ErrorCode = $"unknown_client:{mark}", ErrorDescription = mark, DebugId = mark, CredentialName = mark });
        var status = fixture.Cache.GetStatus();

        Assert.Equal(("_OTHER", "_OTHER"), (status.FailureReason, status.ErrorCode));
        Leaks.AssertNone(mark, [.. texts, .. TextsOf(status)]);
    }

    private static IEnumerable<string?> TextsOf(CredentialStatus status) => status.GetType().GetProperties().Select(property => property.GetValue(status)?.ToString()).Append(status.ToString());

    private static CredentialStatus Is(CacheFixture fixture, string told)
    {
        var status = fixture.Cache.GetStatus();
        Assert.Equal(told, status.ToString());
        return status;
    }

    private static TokenRequestException Refusal() => new("No.") { Reason = "wrong-secret", ErrorCode = "invalid_client", StatusCode = HttpStatusCode.BadRequest };
}
