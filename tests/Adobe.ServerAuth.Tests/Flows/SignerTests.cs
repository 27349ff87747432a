using System.Security.Cryptography;
using Adobe.ServerAuth.Tests.Credentials;
using Adobe.ServerAuth.Tests.Fakes;

namespace Adobe.ServerAuth.Tests.Flows;

/// <summary>A vault or an HSM that signs.</summary>
public class SignerTests
{
    [Fact]
    public async Task A_signer_gets_what_is_to_be_signed_and_its_signature_is_sent()
    {
        using var key = RSA.Create(RsaKeys.OfBits(2048));
        using var ims = JwtStub.Granting();

        await ims.GetTokenAsync(options => KeyInCodeTests.Use(options, jwt => jwt.UseSigner((data, cancellationToken) =>
        {
            Assert.True(cancellationToken.CanBeCanceled);
            return new ValueTask<byte[]>(Task.FromResult(key.SignData(data.Span, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1)));
        })));

        await Assert.Single(ims.Sent).VerifyAsync();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task What_a_signer_throws_is_a_fault_of_the_credential_that_may_pass_and_nothing_is_sent(bool isAtOnce)
    {
        using var ims = JwtStub.Granting();
        var thrown = new InvalidOperationException("vault sealed");

        var failure = await FailAsync(ims, isAtOnce ? (_, _) => throw thrown : (_, _) => new ValueTask<byte[]>(Task.FromException<byte[]>(thrown)));

        Assert.Contains("The signer of the Service Account (JWT) credential failed: InvalidOperationException. Nothing was sent.", failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("sealed", failure.Message, StringComparison.Ordinal);
        Assert.Same(thrown, failure.InnerException);
        Assert.True(failure.IsTransient);
        Assert.Empty(ims.Handler.Seen);
    }

    [Fact]
    public async Task What_a_signer_says_of_the_credential_itself_is_told_as_it_is()
    {
        using var ims = JwtStub.Granting();
        var thrown = new CredentialException("The key was deleted from the vault.");

        Assert.Same(thrown, await FailAsync(ims, (_, _) => throw thrown));
    }

    [Fact]
    public async Task A_session_that_was_closed_is_a_fault_that_may_pass_as_well()
    {
        using var ims = JwtStub.Granting();

        var failure = await FailAsync(ims, (_, _) => throw new ObjectDisposedException("session"));

        Assert.True(failure.IsTransient);
    }

    [Fact]
    public async Task A_key_of_the_applications_own_class_may_fail_with_anything()
    {
        var key = new RemoteKey();
        using var ims = JwtStub.Granting();
        var provider = ims.Provider(options => KeyInCodeTests.Use(options, jwt => jwt.UsePrivateKey(key)));
        key.IsDown = true;

        var failure = await Assert.ThrowsAsync<CredentialException>(() => ims.Clock.RunAsync(() => provider.GetTokenAsync(TestContext.Current.CancellationToken).AsTask()));

        Assert.True(failure.IsTransient);
        Assert.IsType<HttpRequestException>(failure.InnerException);
        Assert.Throws<Microsoft.Extensions.Options.OptionsValidationException>(() => ims.Provider(options => KeyInCodeTests.Use(options, jwt => jwt.UsePrivateKey(key))));
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(0)]
    [InlineData(255)]
    public async Task A_signature_that_can_be_none_is_not_sent(int length)
    {
        using var ims = JwtStub.Granting();

        var failure = await FailAsync(ims, (_, _) => new ValueTask<byte[]>(length < 0 ? null! : new byte[length]));

        Assert.Contains(FormattableString.Invariant($"has {Math.Max(length, 0)} bytes"), failure.InnerException!.Message, StringComparison.Ordinal);
        Assert.Empty(ims.Handler.Seen);
    }

    [Fact]
    public async Task A_signer_that_never_answers_has_the_time_of_an_attempt_and_is_told_apart_from_IMS()
    {
        using var ims = JwtStub.Granting();
        var asked = 0;

        var failure = await FailAsync(ims, (_, _) =>
        {
            Interlocked.Increment(ref asked);
            return new ValueTask<byte[]>(new TaskCompletionSource<byte[]>().Task);
        });

        Assert.Contains("did not answer within", failure.Message, StringComparison.Ordinal);
        Assert.Contains("Nothing was sent", failure.Message, StringComparison.Ordinal);
        Assert.True(failure.IsTransient);
        Assert.InRange(asked, 2, 4);
        Assert.Empty(ims.Handler.Seen);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task The_applications_code_is_blamed_for_the_time_alone_where_there_is_some(bool hasCode)
    {
        using var key = RSA.Create(RsaKeys.OfBits(2048));
        using var ims = JwtStub.Granting();
        void Change(AdobeServerAuthOptions options)
        {
            options.TokenRequest.MaxRetries = 0;
            if (hasCode)
            {
                KeyInCodeTests.Use(options, jwt => jwt.UsePrivateKey(key));
            }
        }

        using var provider = new JwtExchangeTokenProvider(ims.Invoker, Make.JwtOptions(Change), new HeldUpClock(ims.Clock), ims.Log);

        var failure = await Assert.ThrowsAnyAsync<AdobeServerAuthException>(async () => await provider.GetTokenAsync(TestContext.Current.CancellationToken));

        Assert.Equal(hasCode, failure is CredentialException && failure.Message.Contains("the application's own code", StringComparison.Ordinal));
        Assert.Equal(!hasCode, failure is TokenRequestException { Reason: "timed-out" });
        Assert.Empty(ims.Handler.Seen);
    }

    [Fact]
    public async Task A_signer_that_has_signed_is_not_blamed_for_IMS()
    {
        using var key = RSA.Create(RsaKeys.OfBits(2048));
        using var silent = new HttpMessageInvoker(new StubHandler(async (_, cancellationToken) =>
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, cancellationToken);
            throw new InvalidOperationException();
        }));
        var clock = new TestClock();
        using var provider = new JwtExchangeTokenProvider(silent, Make.JwtOptions(options => KeyInCodeTests.Use(options, jwt => jwt.UsePrivateKey(key))), clock, new RecordingLogger());

        var failure = await Assert.ThrowsAsync<TokenRequestException>(() => clock.RunAsync(() => provider.GetTokenAsync(TestContext.Current.CancellationToken).AsTask()));

        Assert.Equal("timed-out", failure.Reason);
        Assert.Contains("No answer came.", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_attempt_is_signed_anew()
    {
        using var key = RSA.Create(RsaKeys.OfBits(2048));
        using var ims = new JwtStub(attempt => attempt == 0 ? Make.Response(System.Net.HttpStatusCode.ServiceUnavailable) : Make.Response(System.Net.HttpStatusCode.OK, Make.TokenJson(expiresIn: 86399999)));
        var signed = 0;

        await ims.GetTokenAsync(options => KeyInCodeTests.Use(options, jwt => jwt.UseSigner((data, _) =>
        {
            signed++;
            return new ValueTask<byte[]>(key.SignData(data.Span, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1));
        })));

        Assert.Equal((2, 2), (signed, ims.Sent.Count));
    }

    private static Task<CredentialException> FailAsync(JwtStub ims, Func<ReadOnlyMemory<byte>, CancellationToken, ValueTask<byte[]>> signer) =>
        Assert.ThrowsAsync<CredentialException>(() => ims.GetTokenAsync(options => KeyInCodeTests.Use(options, jwt => jwt.UseSigner(signer))));

    // The machine stands still for longer than a token request may take, between the start of the request and the signature.
    private sealed class HeldUpClock(TestClock clock) : TimeProvider
    {
        public override long TimestampFrequency => clock.TimestampFrequency;

        public override DateTimeOffset GetUtcNow()
        {
            clock.Advance(TimeSpan.FromSeconds(31));
            return clock.GetUtcNow();
        }

        public override long GetTimestamp() => clock.GetTimestamp();

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) => clock.CreateTimer(callback, state, dueTime, period);
    }
}
