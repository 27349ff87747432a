using Adobe.ServerAuth.Testing;

namespace Adobe.ServerAuth.Tests.Recipes;

public class TokenProviderFakeTests
{
    private static readonly AccessToken Token = new("token-1", DateTimeOffset.UnixEpoch);

    [Fact]
    public async Task A_static_provider_always_has_the_same_token()
    {
        var provider = new StaticTokenProvider(Token);

        Assert.Same(Token, await provider.GetTokenAsync(TestContext.Current.CancellationToken));
        Assert.Same(Token, await provider.RenewTokenAsync(Token, TestContext.Current.CancellationToken));
        await Assert.ThrowsAsync<ArgumentNullException>(async () => await provider.RenewTokenAsync(null!, TestContext.Current.CancellationToken));
        Assert.Throws<ArgumentNullException>(() => new StaticTokenProvider((AccessToken)null!));
    }

    [Fact]
    public async Task A_static_provider_makes_its_token_from_a_text_or_by_itself()
    {
        var given = await new StaticTokenProvider("token-2").GetTokenAsync(TestContext.Current.CancellationToken);
        var made = await new StaticTokenProvider().GetTokenAsync(TestContext.Current.CancellationToken);
        var another = await new StaticTokenProvider().GetTokenAsync(TestContext.Current.CancellationToken);

        Assert.Equal(("token-2", DateTimeOffset.MaxValue, (string?)null), (given.Value, given.ExpiresAt, given.ClientId));
        Assert.NotEqual(made.Value, another.Value);
    }

    [Fact]
    public async Task A_script_is_played_one_step_a_call_and_keeps_count()
    {
        var failure = new TokenRequestException("no");
        var script = new ScriptedTokenProvider().Returns(Token).Throws(failure).Returns("token-3").Answers(cancellation =>
            cancellation.IsCancellationRequested ? new ValueTask<AccessToken>(Token) : throw new InvalidOperationException("not cancelled"));

        Assert.Same(Token, await script.GetTokenAsync(TestContext.Current.CancellationToken));
        Assert.Same(failure, await Assert.ThrowsAsync<TokenRequestException>(async () => await script.RenewTokenAsync(Token, TestContext.Current.CancellationToken)));
        Assert.Equal("token-3", (await script.GetTokenAsync(TestContext.Current.CancellationToken)).Value);
        Assert.Same(Token, await script.GetTokenAsync(new CancellationToken(true)));
        Assert.Equal(3, script.GetCount);
        Assert.Same(Token, Assert.Single(script.Rejected));
    }

    [Fact]
    public async Task A_script_at_its_end_says_so()
    {
        var script = new ScriptedTokenProvider().Returns(Token);
        await script.GetTokenAsync(TestContext.Current.CancellationToken);

        var end = await Assert.ThrowsAsync<InvalidOperationException>(async () => await script.GetTokenAsync(TestContext.Current.CancellationToken));

        Assert.Contains("ended after 1", end.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Null_is_refused_when_the_script_is_written()
    {
        var script = new ScriptedTokenProvider();

        Assert.Throws<ArgumentNullException>(() => script.Returns((AccessToken)null!));
        Assert.Throws<ArgumentNullException>(() => script.Throws(null!));
        Assert.Throws<ArgumentNullException>(() => script.Answers(null!));
        Assert.Throws<ArgumentNullException>(() => { _ = script.RenewTokenAsync(null!, TestContext.Current.CancellationToken); });
    }
}
