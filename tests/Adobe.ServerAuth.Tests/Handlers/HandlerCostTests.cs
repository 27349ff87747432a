namespace Adobe.ServerAuth.Tests.Handlers;

/// <summary>What a request costs more than without the handler: in bytes, which are the same on every machine.</summary>
public class HandlerCostTests
{
    private const int Many = 1_000;

    [Fact]
    public async Task A_request_that_is_answered_at_once_allocates_its_headers_and_nothing_else()
    {
        var transport = new InstantTransport();
        using var bare = new HttpMessageInvoker(transport);
        using var ours = new HttpMessageInvoker(new AdobeServerAuthHandler(new Testing.StaticTokenProvider(HandlerFixture.Token("token-1"))) { InnerHandler = transport });

        var more = await BytesAsync(ours) - await BytesAsync(bare);

        // The array that headers stand in, and the object around it, which a request on the wire has anyway.
        Assert.InRange(more / (double)Many, 100, 300);
    }

    private static async Task<long> BytesAsync(HttpMessageInvoker client)
    {
        // The first one has its host judged.
        using var first = new HttpRequestMessage(HttpMethod.Get, InstantTransport.Address);
        await client.SendAsync(first, TestContext.Current.CancellationToken);
        long bytes = 0;
        for (var round = 0; round < 3; round++)
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            for (var i = 0; i < Many; i++)
            {
                using var request = new HttpRequestMessage(HttpMethod.Get, InstantTransport.Address);
                Assert.Same(InstantTransport.Answer, client.SendAsync(request, TestContext.Current.CancellationToken));
            }

            bytes = GC.GetAllocatedBytesForCurrentThread() - before;
        }

        return bytes;
    }

    private sealed class InstantTransport : HttpMessageHandler
    {
        public static readonly Uri Address = new(HandlerFixture.Api);
        public static readonly Task<HttpResponseMessage> Answer = Task.FromResult(new HttpResponseMessage());

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) => Answer;
    }
}
