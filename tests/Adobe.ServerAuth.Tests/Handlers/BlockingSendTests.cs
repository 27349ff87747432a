#if !NETSTANDARD_BUILD
using System.Net;

namespace Adobe.ServerAuth.Tests.Handlers;

/// <summary>Who sends blocking has a transport that blocks, and no thread of the pool waits for another one.</summary>
public class BlockingSendTests
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task The_transport_is_asked_as_the_handler_is_at_every_hop(bool isBlocking)
    {
        using var transport = new TwoWayHandler();
        var provider = HandlerFixture.Renewing().Returns(HandlerFixture.Token("token-2"));
        using var client = new HttpMessageInvoker(new AdobeServerAuthHandler(provider) { InnerHandler = transport, MaxRedirects = 1 });
        using var request = new HttpRequestMessage(HttpMethod.Get, HandlerFixture.Api);

        using var response = isBlocking
            ? client.Send(request, TestContext.Current.CancellationToken)
            : await client.SendAsync(request, TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal(isBlocking ? (3, 0) : (0, 3), (transport.Blocking, transport.Asynchronous));
    }

    // Refuses the first token, redirects the second one, and takes it there.
    private sealed class TwoWayHandler : HttpMessageHandler
    {
        public int Blocking { get; private set; }

        public int Asynchronous { get; private set; }

        protected override HttpResponseMessage Send(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            Blocking++;
            return Answer(request);
        }

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            Asynchronous++;
            return Task.FromResult(Answer(request));
        }

        private static HttpResponseMessage Answer(HttpRequestMessage request)
        {
            var response = HandlerFixture.Refuse(request, "token-1");
            if (response.StatusCode == HttpStatusCode.OK && request.RequestUri == new Uri(HandlerFixture.Api))
            {
                response.StatusCode = HttpStatusCode.TemporaryRedirect;
                response.Headers.Location = new Uri(HandlerFixture.Api + "/there");
            }

            response.RequestMessage = request;
            return response;
        }
    }
}
#endif
