using System.Net;
using System.Security.Cryptography;
using System.Text;
using Adobe.ServerAuth.Tests.Credentials;
using Adobe.ServerAuth.Tests.Fakes;
using Adobe.ServerAuth.Tests.Handlers;

namespace Adobe.ServerAuth.Tests.TokenEndpoint;

/// <summary>Who blocks for a token in a context of his own, as the thread of a user interface has one, is not waited for in there.</summary>
public class CallersContextTests
{
    // Each answer, the opening of its body, the body, its end.
    private const int StepsOfAnAnswer = 4;

    private static readonly string Refusal = Make.ErrorJson("invalid_client", "invalid client_secret parameter");

    [Fact]
    public Task A_request_with_the_secret_of_a_vault_leaves_it_alone_whatever_is_late() => EachStepLateAsync(1 + StepsOfAnAnswer, (ims, late) =>
        new ClientCredentialsTokenProvider(ims, Make.Options(options =>
        {
            options.ClientSecret = null;
            options.UseClientSecret(_ => new ValueTask<string>(late.Of("a secret of a vault")));
        }), new TestClock(), new RecordingLogger()));

    [Fact]
    public Task A_request_with_a_second_secret_does() => EachStepLateAsync(2 * StepsOfAnAnswer, (ims, late) =>
        new ClientCredentialsTokenProvider(ims, Make.Options(options => (options.ClientSecret, options.AlternateClientSecret) = (ConsoleFiles.OldSecret, Make.Secret)), new TestClock(), new RecordingLogger()));

    [Fact]
    public async Task An_exchange_with_a_signer_does()
    {
        using var key = RSA.Create(2048);
        await EachStepLateAsync(1 + StepsOfAnAnswer, (ims, late) =>
            new JwtExchangeTokenProvider(
                ims,
                Make.JwtOptions(options => KeyInCodeTests.Use(options, jwt => jwt.UseSigner((data, _) =>
                    new ValueTask<byte[]>(late.Of(key.SignData(data.Span, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1)))))),
                new TestClock(),
                new RecordingLogger()));
    }

    private static async Task EachStepLateAsync(int steps, Func<HttpMessageInvoker, OneLateStep, ITokenProvider> make)
    {
        for (var i = 0; i < steps; i++)
        {
            var (late, context) = (new OneLateStep(i), new CallersContext());
            using var ims = new HttpMessageInvoker(new DirectHandler(async (request, _) =>
            {
                var isOld = (await SeenRequest.OfAsync(request).ConfigureAwait(false)).Field("client_secret") == ConsoleFiles.OldSecret;
                return await late.Of(new HttpResponseMessage(isOld ? HttpStatusCode.BadRequest : HttpStatusCode.OK)
                {
                    Content = new SteppedContent(new SteppedStream(Encoding.UTF8.GetBytes(isOld ? Refusal : Make.TokenJson()), late), late),
                }).ConfigureAwait(false);
            }));
            var provider = make(ims, late);

            await context.Start(() => provider.GetTokenAsync(TestContext.Current.CancellationToken).AsTask(), late);

            Assert.Equal((steps, 0), (late.Count, context.Posted));
            (provider as IDisposable)?.Dispose();
        }
    }
}
