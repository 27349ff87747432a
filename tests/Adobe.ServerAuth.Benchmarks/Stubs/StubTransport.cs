using Azure.Core;
using Azure.Core.Pipeline;

namespace Adobe.ServerAuth.Benchmarks.Stubs;

// Answers without a response: what is measured is the way there.
internal sealed class StubTransport : HttpPipelineTransport
{
    public override Request CreateRequest() => new StubRequest();

    public override void Process(HttpMessage message)
    {
    }

    public override ValueTask ProcessAsync(HttpMessage message)
    {
        message.Response = StubResponse.Instance;
        return default;
    }
}
