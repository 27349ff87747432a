using System.Net;
using System.Security.Cryptography;
using Adobe.ServerAuth.Tests.Fakes;
using Microsoft.Extensions.Options;

namespace Adobe.ServerAuth.Tests.Flows;

public class JwtProviderTests
{
    [Fact]
    public void No_argument_may_be_null()
    {
        using var ims = JwtStub.Granting();

        Assert.Equal("ims", Assert.Throws<ArgumentNullException>(() => new JwtExchangeTokenProvider(null!, Make.JwtOptions())).ParamName);
        Assert.Equal("options", Assert.Throws<ArgumentNullException>(() => new JwtExchangeTokenProvider(ims.Invoker, null!)).ParamName);
        Assert.Equal("timeProvider", Assert.Throws<ArgumentNullException>(() => new JwtExchangeTokenProvider(ims.Invoker, Make.JwtOptions(), null!, ims.Log)).ParamName);
        Assert.Equal("logger", Assert.Throws<ArgumentNullException>(() => new JwtExchangeTokenProvider(ims.Invoker, Make.JwtOptions(), ims.Clock, null!)).ParamName);
        Assert.Equal("rejected", Assert.Throws<ArgumentNullException>(() => { _ = ims.Provider().RenewTokenAsync(null!, CancellationToken.None); }).ParamName);
        Assert.Throws<ArgumentNullException>(() => Make.JwtOptions().Jwt = null!);
    }

    [Fact]
    public void A_provider_of_one_flow_refuses_the_options_of_the_other()
    {
        using var ims = JwtStub.Granting();
        var oauth = new[] { Make.Options(), Make.Options(options => options.Flow = ServerAuthFlow.OAuth), Make.JwtOptions(options => options.Flow = null) };

        Assert.All(oauth, options => Assert.Equal("options", Assert.Throws<ArgumentException>(() => new JwtExchangeTokenProvider(ims.Invoker, options)).ParamName));
        Assert.Equal("options", Assert.Throws<ArgumentException>(() => new ClientCredentialsTokenProvider(ims.Invoker, Make.JwtOptions())).ParamName);
        Assert.Throws<OptionsValidationException>(() => new JwtExchangeTokenProvider(ims.Invoker, Make.JwtOptions(options => options.Flow = (ServerAuthFlow)7)));
        Assert.Throws<OptionsValidationException>(() => new ClientCredentialsTokenProvider(ims.Invoker, Make.Options(options => options.Flow = (ServerAuthFlow)7)));
    }

    [Fact]
    public async Task The_options_and_the_file_of_the_key_are_read_once()
    {
        using var folder = new TemporaryFolder();
        using var ims = JwtStub.Granting();
        var options = Make.JwtOptions(o => (o.Jwt.PrivateKey, o.Jwt.PrivateKeyFile) = (null, folder.Write(Make.PrivateKey)));
        using var provider = new JwtExchangeTokenProvider(ims.Invoker, options, ims.Clock, ims.Log);

        using (var other = RSA.Create(2048))
        {
            folder.Write(other.ExportPkcs8PrivateKeyPem());
        }

        (options.ClientId, options.ClientSecret, options.OrganizationId, options.Flow) = ("other", "other", "other@AdobeOrg", null);
        (options.ImsEndpoint, options.Jwt.TechnicalAccountId, options.Jwt.SendJwtId) = (new Uri("https://other.example"), "other@techacct.adobe.com", true);
        (options.Jwt.AssertionLifetime, options.Jwt.PrivateKeyFile) = (TimeSpan.FromMinutes(9), "other");
        options.Jwt.MetaScopes.Add("other");
        await provider.GetTokenAsync(TestContext.Current.CancellationToken);
        File.Delete(folder.PathOf("4711.pem"));
        options.Jwt = new JwtOptions();
        await provider.GetTokenAsync(TestContext.Current.CancellationToken);

        foreach (var assertion in ims.Sent)
        {
            await assertion.VerifyAsync();
            Assert.DoesNotContain("other", assertion.Claims.GetRawText() + string.Concat(assertion.Form), StringComparison.Ordinal);
            Assert.Equal(ims.Clock.GetUtcNow().AddMinutes(3), assertion.EndsAt);
            Assert.Equal(5, assertion.ClaimNames.Count());
        }
    }

    [Fact]
    public async Task A_disposed_provider_says_so_and_may_be_disposed_again()
    {
        using var ims = JwtStub.Granting();
        var provider = ims.Provider();
        var token = await provider.GetTokenAsync(TestContext.Current.CancellationToken);

        provider.Dispose();
        provider.Dispose();

        await Assert.ThrowsAsync<ObjectDisposedException>(async () => await provider.GetTokenAsync(TestContext.Current.CancellationToken));
        await Assert.ThrowsAsync<ObjectDisposedException>(async () => await provider.RenewTokenAsync(token, TestContext.Current.CancellationToken));
        Assert.Single(ims.Handler.Seen);

        // The invoker stayed the caller's.
        await ims.GetTokenAsync();
    }

    [Fact]
    public async Task A_request_that_has_to_sign_again_after_disposal_fails()
    {
        JwtExchangeTokenProvider? provider = null;
        using var ims = new JwtStub(_ =>
        {
            provider!.Dispose();
            return Make.Response(HttpStatusCode.ServiceUnavailable);
        });
        provider = ims.Provider();

        await Assert.ThrowsAsync<ObjectDisposedException>(() => ims.Clock.RunAsync(() => provider.GetTokenAsync(CancellationToken.None).AsTask()));
        Assert.Single(ims.Handler.Seen);
    }

    [Fact]
    public async Task Two_hundred_requests_at_once_sign_each_their_own_assertion()
    {
        using var ims = JwtStub.Granting();
        var provider = ims.Provider(options => options.Jwt.SendJwtId = true);
        using var start = new Barrier(8);

        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Factory.StartNew(
            () =>
            {
                start.SignalAndWait(TestContext.Current.CancellationToken);
                for (var i = 0; i < 25; i++)
                {
                    Assert.Equal("token-1", provider.GetTokenAsync(CancellationToken.None).AsTask().GetAwaiter().GetResult().Value);
                }
            },
            TestContext.Current.CancellationToken,
            TaskCreationOptions.LongRunning,
            TaskScheduler.Default)));

        var sent = ims.Sent;
        Assert.Equal(200, sent.Select(assertion => assertion.Text).Distinct().Count());
        using var key = RSA.Create(SentAssertion.PublicKeyOf(Make.PrivateKey));
        Assert.All(sent, assertion => Assert.True(assertion.IsSignedWith(key)));
    }

    [Fact]
    public async Task A_provider_for_applications_without_a_container_takes_either_flow()
    {
        using var ims = JwtStub.Granting();
        using var provider = TokenProvider.Create(Make.JwtOptions(), ims.Handler, ims.Clock, ims.Log);

        var tokens = new[] { await provider.GetTokenAsync(TestContext.Current.CancellationToken), await provider.GetTokenAsync(TestContext.Current.CancellationToken) };

        Assert.Same(tokens[0], tokens[1]);
        await Assert.Single(ims.Sent).VerifyAsync();
        Leaks.AssertNone(Make.Secret, ims.Log.Lines.Select(line => line.Text));
    }
}
