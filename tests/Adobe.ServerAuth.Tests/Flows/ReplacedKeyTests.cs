using System.Net;
using Adobe.ServerAuth.Credentials;
using Adobe.ServerAuth.DependencyInjection;
using Adobe.ServerAuth.Tests.Caching;
using Adobe.ServerAuth.Tests.Fakes;
using Adobe.ServerAuth.TokenEndpoint;

namespace Adobe.ServerAuth.Tests.Flows;

public class ReplacedKeyTests
{
    [Fact]
    public async Task A_replaced_key_signs_until_its_request_has_ended_and_no_longer()
    {
        CachingTokenProvider? cache = null;
        TokenProviderParts? parts = null;
        var (old, changed) = (Settings(), Settings());
        using var ims = new JwtStub(attempt =>
        {
            if (attempt == 0)
            {
                cache!.Replace(parts!.Source(changed, null));
                return Make.Response(HttpStatusCode.ServiceUnavailable);
            }

            return Make.Response(HttpStatusCode.OK, Make.TokenJson());
        });
        parts = new TokenProviderParts(ims.Invoker, TokenRequestEnvironment.With(ims.Clock), ims.Log);
        cache = parts.Caching(parts.Source(old, null), null);

        var call = cache.GetTokenAsync(TestContext.Current.CancellationToken).AsTask();
        await CacheFixture.SettledAsync(() => ims.Clock.NextDelay is not null);
        ims.Clock.Advance(TimeSpan.FromSeconds(5));

        Assert.Equal("token-1", (await call).Value);
        await CacheFixture.SettledAsync(() => IsDisposed(old));
        Assert.False(IsDisposed(changed));
        cache.Dispose();
        Assert.True(IsDisposed(changed));
    }

    private static CredentialSettings Settings() => CredentialSettings.From(null, Make.JwtOptions());

    private static bool IsDisposed(CredentialSettings settings)
    {
        try
        {
            _ = settings.ServiceAccount!.Signer.SignAsync([1], CancellationToken.None);
            return false;
        }
        catch (ObjectDisposedException)
        {
            return true;
        }
    }
}
