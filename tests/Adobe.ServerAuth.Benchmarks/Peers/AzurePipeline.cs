using Adobe.ServerAuth.Benchmarks.Stubs;
using Azure.Core;
using Azure.Core.Pipeline;

namespace Adobe.ServerAuth.Benchmarks.Peers;

internal sealed class AzurePipeline
{
    private readonly HttpPipeline _pipeline;
    private readonly RequestUriBuilder _address = new();

    public AzurePipeline(bool authorizes)
    {
        _address.Reset(new Uri("https://api.example.com/items"));
        _pipeline = new HttpPipeline(new StubTransport(), authorizes ? [CreatePolicy()] : []);
        var first = Send();
        if (first.Request.Headers.Contains("Authorization") != authorizes)
        {
            throw new InvalidOperationException("The policy does not do what is to be measured.");
        }
    }

    public static BearerTokenAuthenticationPolicy CreatePolicy() => new(new StubTokenCredential(), "https://api.example.com/.default");

    public static HttpPipeline Around(BearerTokenAuthenticationPolicy policy) => new(new StubTransport(), [policy]);

    public HttpMessage Send() => Send(_pipeline, _address);

    public static HttpMessage Send(HttpPipeline pipeline, RequestUriBuilder address)
    {
        var message = pipeline.CreateMessage();
        message.Request.Uri = address;
        pipeline.SendAsync(message, CancellationToken.None).GetAwaiter().GetResult();
        return message;
    }
}
