using System.Text;
using Adobe.ServerAuth.Tests.Fakes;
using Adobe.ServerAuth.Tests.Handlers;

namespace Adobe.ServerAuth.Tests.TokenEndpoint;

/// <summary>Who blocks for a token in a context of his own, as the thread of a user interface has one, is not waited for in there.</summary>
public class CallersContextTests
{
    // The secret of a vault, the answer, the opening of its body, the body, its end.
    private const int Steps = 5;

    [Fact]
    public async Task A_token_request_leaves_it_alone_whatever_is_late()
    {
        for (var i = 0; i < Steps; i++)
        {
            var (late, context) = (new OneLateStep(i), new CallersContext());
            using var ims = new HttpMessageInvoker(new DirectHandler((_, _) => late.Of(new HttpResponseMessage
            {
                Content = new SteppedContent(new SteppedStream(Encoding.UTF8.GetBytes(Make.TokenJson()), late), late),
            })));
            var options = Make.Options(options =>
            {
                options.ClientSecret = null;
                options.UseClientSecret(_ => new ValueTask<string>(late.Of("a secret of a vault")));
            });
            var provider = new ClientCredentialsTokenProvider(ims, options, new TestClock(), new RecordingLogger());

            await context.Start(() => provider.GetTokenAsync(TestContext.Current.CancellationToken).AsTask(), late);

            Assert.Equal((Steps, 0), (late.Count, context.Posted));
        }
    }
}
