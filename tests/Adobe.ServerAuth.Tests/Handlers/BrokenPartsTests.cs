using Adobe.ServerAuth.Testing;

namespace Adobe.ServerAuth.Tests.Handlers;

/// <summary>Providers and inner handlers that do what none should.</summary>
public class BrokenPartsTests
{
    [Fact]
    public async Task A_provider_that_returns_null_sends_nothing()
    {
        var (isNull, sent) = (true, 0);
        using var client = new HttpMessageInvoker(new AdobeServerAuthHandler(new NullProvider(() => isNull))
        {
            InnerHandler = new DirectHandler((_, _) =>
            {
                sent++;
                return Task.FromResult(new HttpResponseMessage());
            }),
        });

        await Assert.ThrowsAsync<InvalidOperationException>(() => SendAsync(client));
        isNull = false;
        await SendAsync(client);
        isNull = true;

        // To a host that is known by now.
        var failure = await Assert.ThrowsAsync<InvalidOperationException>(() => SendAsync(client));
        Assert.Contains("returned null", failure.Message, StringComparison.Ordinal);
        Assert.Equal(1, sent);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task What_an_inner_handler_throws_at_once_is_told_by_the_task_and_leaves_no_header(bool isNullTask)
    {
        var isBroken = false;
        using var client = new HttpMessageInvoker(new AdobeServerAuthHandler(new StaticTokenProvider(HandlerFixture.Token("token-1")))
        {
            InnerHandler = new DirectHandler((_, _) => !isBroken ? Task.FromResult(new HttpResponseMessage()) : isNullTask ? null! : throw new HttpRequestException("reset")),
        });
        await SendAsync(client);
        isBroken = true;
        using var request = new HttpRequestMessage(HttpMethod.Get, HandlerFixture.Api);

        var sending = client.SendAsync(request, TestContext.Current.CancellationToken);

        Assert.True(sending.IsFaulted);
        Assert.NotNull(await Record.ExceptionAsync(() => sending));
        Assert.Empty(request.Headers);
    }

    private static Task<HttpResponseMessage> SendAsync(HttpMessageInvoker client) =>
        client.SendAsync(new HttpRequestMessage(HttpMethod.Get, HandlerFixture.Api), TestContext.Current.CancellationToken);

    private sealed class NullProvider(Func<bool> isNull) : ITokenProvider
    {
        public ValueTask<AccessToken> GetTokenAsync(CancellationToken cancellationToken = default) => new(isNull() ? null! : HandlerFixture.Token("token-1"));

        public ValueTask<AccessToken> RenewTokenAsync(AccessToken rejected, CancellationToken cancellationToken = default) => GetTokenAsync(cancellationToken);
    }
}
