using System.Net;
using Adobe.ServerAuth.Handlers;

namespace Adobe.ServerAuth.Tests.Handlers;

/// <summary>Wherever a call has to wait, it does not go on in its caller's context: who blocks in there would wait for ever.</summary>
public class CallersContextTests
{
    private const string Api = HandlerFixture.Api;

    [Theory]
    [InlineData("the first request to a host", 9)]
    [InlineData("a request to a known host", 9)]
    [InlineData("a request without a token", 1)]
    public Task A_request_leaves_it_alone_whatever_is_late(string kind, int steps) => EachStepLateAsync(steps, async (late, context) =>
    {
        var (isKnown, isWarm) = (kind == "a request to a known host", false);
        var provider = new SteppedProvider(value => isKnown && !isWarm ? Task.FromResult(value) : late.Of(value));
        using var client = new HttpMessageInvoker(new AdobeServerAuthHandler(provider)
        {
            InnerHandler = new AsynchronousHandler(request => isKnown && !isWarm ? Task.FromResult(new HttpResponseMessage()) : late.Of(Answer(request, late))),
            MaxRedirects = 1,
        });
        if (isKnown)
        {
            using var first = await client.SendAsync(new HttpRequestMessage(HttpMethod.Get, Api), TestContext.Current.CancellationToken);
            isWarm = true;
        }

        using var request = new HttpRequestMessage(HttpMethod.Post, Api) { Content = new StringContent("body") };
        if (kind == "a request without a token")
        {
            request.WithoutAdobeCredential();
        }

        using var response = await context.Start(() => client.SendAsync(request, TestContext.Current.CancellationToken), late);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    });

    [Fact]
    public Task Reading_the_body_of_a_refusal_leaves_it_alone_too() => EachStepLateAsync(3, async (late, context) =>
    {
        var pending = late.Of(0);
        using var stream = new PeekedStream(late.Of<Stream>(new SteppedStream([1], late)), [0], 0, pending, null);

        var buffer = new byte[1];
        Assert.Equal(1, await context.Start(() => stream.ReadAsync(buffer, TestContext.Current.CancellationToken).AsTask(), late));
        Assert.Equal(1, buffer[0]);
    });

    // The token, the refusal, its body from the opening to the end, the renewal, the redirect, the token for there, the answer.
    private static HttpResponseMessage Answer(HttpRequestMessage request, OneLateStep late) => (request.Headers.Authorization?.Parameter, request.RequestUri!.AbsolutePath) switch
    {
        ("token-1", _) => new HttpResponseMessage(HttpStatusCode.Unauthorized) { Content = new SteppedContent(new SteppedStream([1], late), late) },
        ("token-2", "/data") => new HttpResponseMessage(HttpStatusCode.TemporaryRedirect) { Headers = { Location = new Uri(Api + "/there") } },
        _ => new HttpResponseMessage(),
    };

    private static async Task EachStepLateAsync(int steps, Func<OneLateStep, CallersContext, Task> act)
    {
        for (var i = 0; i < steps; i++)
        {
            var (late, context) = (new OneLateStep(i), new CallersContext());
            await act(late, context);
            Assert.Equal((steps, 0), (late.Count, context.Posted));
        }
    }

    // It can not be asked to block.
    private sealed class AsynchronousHandler(Func<HttpRequestMessage, Task<HttpResponseMessage>> answer) : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) => answer(request);
    }
}
