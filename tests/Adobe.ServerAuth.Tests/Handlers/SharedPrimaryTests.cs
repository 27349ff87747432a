#if !NETSTANDARD_BUILD
using Adobe.ServerAuth.Handlers;
using Adobe.ServerAuth.Testing;

namespace Adobe.ServerAuth.Tests.Handlers;

/// <summary>One handler at the end of several chains.</summary>
public class SharedPrimaryTests
{
    [Fact]
    public void It_keeps_no_cookies_of_one_credential_for_another_whichever_kind_it_is()
    {
        using var one = new HttpClientHandler();
        using var other = new SocketsHttpHandler();

        PrimaryHandlers.KeepNoCookies(one);
        PrimaryHandlers.KeepNoCookies(other);

        Assert.Equal((false, false), (one.UseCookies, other.UseCookies));
    }

    [Fact]
    public async Task Chains_that_begin_at_the_same_time_all_follow()
    {
        for (var round = 0; round < 200; round++)
        {
            using var shared = new SocketsHttpHandler { ConnectCallback = (_, _) => throw new IOException("no network") };
            using var barrier = new Barrier(2);
            var handlers = Enumerable.Range(0, 2).Select(_ => new AdobeServerAuthHandler(new StaticTokenProvider("token-1")) { InnerHandler = shared }).ToArray();
            await Task.WhenAll(handlers.Select(handler => Task.Factory.StartNew(
                () =>
                {
                    using var client = new HttpMessageInvoker(handler, disposeHandler: false);
                    barrier.SignalAndWait();
                    return client.SendAsync(new HttpRequestMessage(HttpMethod.Get, "https://platform.adobe.io/"), TestContext.Current.CancellationToken)
                        .ContinueWith(sending => sending.Exception, TaskScheduler.Default);
                },
                TestContext.Current.CancellationToken,
                TaskCreationOptions.LongRunning,
                TaskScheduler.Default).Unwrap()));
            Assert.All(handlers, handler => Assert.Equal(50, handler.MaxRedirects));
        }
    }
}
#endif
