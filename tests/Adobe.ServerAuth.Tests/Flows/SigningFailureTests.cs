using System.Security.Cryptography;
using Adobe.ServerAuth.Tests.Caching;
using Adobe.ServerAuth.Tests.Fakes;

namespace Adobe.ServerAuth.Tests.Flows;

public class SigningFailureTests
{
    [Theory]
    [InlineData(null)]
    [InlineData("reporting")]
    public async Task A_key_that_can_not_sign_is_a_fault_of_the_credential_and_nothing_is_sent(string? name)
    {
        using var ims = JwtStub.Granting();
        var key = new UnableKey();
        var provider = ims.ProviderOf(key.Settings(name));

        var failure = await Assert.ThrowsAsync<CredentialException>(() => provider.GetTokenAsync(TestContext.Current.CancellationToken).AsTask());

        Assert.Contains("could not sign the assertion", failure.Message, StringComparison.Ordinal);
        Assert.Contains("Nothing was sent", failure.Message, StringComparison.Ordinal);
        Assert.IsType<CryptographicException>(failure.InnerException);
        Assert.Equal(name, failure.CredentialName);
        Assert.Equal(1, key.Attempts);
        Assert.Empty(ims.Handler.Seen);
        Leaks.AssertNone(Make.Secret, Leaks.TextsOf(failure));
    }

    [Fact]
    public async Task Behind_a_cache_every_caller_gets_an_exception_of_its_own_and_remembered_ones_say_so()
    {
        using var ims = JwtStub.Granting();
        var key = new UnableKey();
        using var cache = new CachingTokenProvider(ims.ProviderOf(key.Settings("reporting")), new TokenCacheOptions(), ims.Clock, ims.Log);

        var first = await FailAsync(cache);
        var others = new[] { await FailAsync(cache), await FailAsync(cache) };

        Assert.DoesNotContain("Remembered", first.Message, StringComparison.Ordinal);
        Assert.NotNull(first.InnerException);
        Assert.NotSame(others[0], others[1]);
        Assert.All(others, other => Assert.Contains("Remembered: ", other.Message, StringComparison.Ordinal));
        Assert.All([first, .. others], failure => Assert.Equal("reporting", failure.CredentialName));
        Assert.Equal(1, key.Attempts);
        await CacheFixture.SettledAsync(() => ims.Log.Of(202).Count == 1);

        // It is the configuration's fault, so the pause is that after a refusal.
        ims.Clock.Advance(TimeSpan.FromSeconds(9.9));
        await FailAsync(cache);
        Assert.Equal(1, key.Attempts);
        ims.Clock.Advance(TimeSpan.FromSeconds(0.1));
        await FailAsync(cache);
        Assert.Equal(2, key.Attempts);
        Assert.Empty(ims.Handler.Seen);
    }

    private static Task<CredentialException> FailAsync(CachingTokenProvider cache) =>
        Assert.ThrowsAsync<CredentialException>(() => cache.GetTokenAsync(TestContext.Current.CancellationToken).AsTask());
}
