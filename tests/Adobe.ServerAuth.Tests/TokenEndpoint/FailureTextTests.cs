using System.Net;
using System.Security.Authentication;
using Adobe.ServerAuth.Tests.Fakes;
using Microsoft.Extensions.Options;

namespace Adobe.ServerAuth.Tests.TokenEndpoint;

public class FailureTextTests
{
    [Fact]
    public async Task A_network_failure_tells_its_inner_causes_too()
    {
        using var ims = new StubHandler(_ => throw new HttpRequestException(
            "The SSL connection could not be established, see inner exception.",
            new AuthenticationException("The remote certificate is invalid.")));
        using var provider = TokenProvider.Create(Make.Options(o => o.TokenRequest.MaxRetries = 0), ims);

        var failure = await Assert.ThrowsAsync<TokenRequestException>(async () => await provider.GetTokenAsync(TestContext.Current.CancellationToken));

        Assert.Contains("see inner exception: The remote certificate is invalid. A proxy that inspects TLS", failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("'")]
    [InlineData(" ")]
    public async Task A_password_in_the_address_of_a_proxy_is_not_told(string separator)
    {
        using var ims = new StubHandler(_ => throw new HttpRequestException("The proxy tunnel request to proxy 'http://joe:" + separator + Make.Secret + separator + "@proxy.example:3128/' failed with status code '407'."));
        var log = new RecordingLogger();
        using var provider = TokenProvider.Create(Make.Options(o => (o.ClientSecret, o.TokenRequest.MaxRetries) = ("another", 0)), ims, TimeProvider.System, log);

        var failure = await Assert.ThrowsAsync<TokenRequestException>(async () => await provider.GetTokenAsync(TestContext.Current.CancellationToken));

        Assert.Contains("to proxy 'http://proxy.example:3128/' failed", failure.Message, StringComparison.Ordinal);
        await Caching.CacheFixture.SettledAsync(() => log.Of(202).Count == 1);
        Leaks.AssertNone(Make.Secret, [.. Leaks.TextsOf(failure), .. log.Lines.Select(line => line.Text)]);
    }

    [Fact]
    public async Task A_secret_that_shares_words_with_IMS_does_not_hide_what_IMS_says()
    {
        using var ims = new StubHandler(_ => Make.Response(HttpStatusCode.BadRequest, Make.ErrorJson("invalid_client", "invalid client_secret parameter")));
        using var provider = TokenProvider.Create(Make.Options(o => o.ClientSecret = "invalid_client"), ims);

        var failure = await Assert.ThrowsAsync<TokenRequestException>(async () => await provider.GetTokenAsync(TestContext.Current.CancellationToken));

        Assert.Equal(("invalid_client", "invalid client_secret parameter"), (failure.ErrorCode, failure.ErrorDescription));
        Assert.Contains("The client secret is wrong", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_provider_with_a_client_of_its_own_logs_where_it_is_told_to()
    {
        var log = new RecordingLogger();
        using var provider = TokenProvider.Create(
            Make.Options(o =>
            {
                o.ImsEndpoint = new Uri("http://127.0.0.1:1");
                o.TokenRequest.MaxRetries = 0;
            }),
            log);

        await Assert.ThrowsAsync<TokenRequestException>(async () => await provider.GetTokenAsync(TestContext.Current.CancellationToken));
        await Caching.CacheFixture.SettledAsync(() => log.Of(202).Count == 1);
    }

    [Fact]
    public void The_JWT_exchange_is_no_endpoint_of_this_flow()
    {
        using var ims = new StubHandler(_ => new HttpResponseMessage());
        var options = Make.Options(o => o.TokenEndpoint = new Uri("https://ims-na1.adobelogin.com/ims/exchange/jwt"));

        var failure = Assert.Throws<OptionsValidationException>(() => TokenProvider.Create(options, ims));

        Assert.StartsWith("AdobeServerAuthOptions.TokenEndpoint must not be the JWT exchange", Assert.Single(failure.Failures), StringComparison.Ordinal);
    }
}
