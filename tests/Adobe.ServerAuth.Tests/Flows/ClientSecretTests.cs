using System.Net;
using Adobe.ServerAuth.Tests.Caching;
using Adobe.ServerAuth.Tests.Credentials;
using Adobe.ServerAuth.Tests.Fakes;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Adobe.ServerAuth.Tests.Flows;

/// <summary>Client secrets that change, and two at once.</summary>
public sealed class ClientSecretTests : IDisposable
{
    private readonly TestClock _clock = new();
    private readonly RecordingLogger _log = new();
    private readonly HashSet<string> _good = [Make.Secret];
    private readonly StubHandler _ims;
    private readonly HttpMessageInvoker _invoker;
    private HttpStatusCode _refusal = HttpStatusCode.BadRequest;
    private string _refusalBody = Make.ErrorJson("invalid_client", "invalid client_secret parameter");

    public ClientSecretTests()
    {
        _ims = new StubHandler(async (request, _) => _good.Contains((await SeenRequest.OfAsync(request)).Field("client_secret")!)
            ? Make.Response(HttpStatusCode.OK, Make.TokenJson($"token-{_ims!.Seen.Count}"))
            : Make.Response(_refusal, _refusalBody));
        _invoker = new HttpMessageInvoker(_ims);
    }

    private string[] Sent => [.. _ims.Seen.Select(request => request.Field("client_secret") == Make.Secret ? "new" : request.Field("client_secret") == ConsoleFiles.OldSecret ? "old" : "other")];

    [Theory]
    [InlineData(false, HttpStatusCode.BadRequest)]
    [InlineData(true, HttpStatusCode.BadRequest)]
    [InlineData(true, HttpStatusCode.Unauthorized)]
    public async Task The_other_secret_is_tried_once_when_IMS_refuses_the_first_and_goes_first_from_then_on(bool isJwt, HttpStatusCode refusal)
    {
        var provider = Provider(isJwt, options => (options.ClientSecret, options.AlternateClientSecret) = (ConsoleFiles.OldSecret, Make.Secret));
        (_refusal, _refusalBody) = refusal == HttpStatusCode.Unauthorized ? (refusal, Make.ErrorJson("invalid_client")) : (_refusal, _refusalBody);

        await GetAsync(provider);
        Assert.Equal(["old", "new"], Sent);
        var line = Assert.Single(_log.Of(112));
        Assert.Equal(LogLevel.Warning, line.Level);
        Assert.Contains("refused ClientSecret of client", line.Text, StringComparison.Ordinal);
        Assert.Contains("took AlternateClientSecret, which goes first from now on", line.Text, StringComparison.Ordinal);
        Leaks.AssertNone(Make.Secret, line.Text);
        Leaks.AssertNone(ConsoleFiles.OldSecret, line.Text);

        await GetAsync(provider);
        Assert.Equal(["old", "new", "new"], Sent);
        Assert.Single(_log.Of(112));

        // And back, in the middle of the next rotation.
        _good.Clear();
        _good.Add(ConsoleFiles.OldSecret);
        await GetAsync(provider);
        await GetAsync(provider);
        Assert.Equal(["old", "new", "new", "new", "old", "old"], Sent);
        Assert.Contains("refused AlternateClientSecret", _log.Of(112)[^1].Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(HttpStatusCode.BadRequest, "invalid_scope", null)]
    [InlineData(HttpStatusCode.BadRequest, "invalid_client", "invalid client_id parameter")]
    [InlineData(HttpStatusCode.Unauthorized, "invalid_client", null)]
    [InlineData(HttpStatusCode.Forbidden, "access_denied", null)]
    [InlineData(HttpStatusCode.TooManyRequests, "invalid_client", "invalid client_secret parameter")]
    [InlineData(HttpStatusCode.InternalServerError, "invalid_client", "invalid client_secret parameter")]
    public async Task Another_refusal_is_none_that_the_other_secret_cures(HttpStatusCode status, string error, string? description)
    {
        (_refusal, _refusalBody) = (status, Make.ErrorJson(error, description));
        var provider = Provider(isJwt: false, options => (options.ClientSecret, options.AlternateClientSecret) = (ConsoleFiles.OldSecret, Make.Secret));

        await Assert.ThrowsAsync<TokenRequestException>(() => GetAsync(provider));

        Assert.All(Sent, secret => Assert.Equal("old", secret));
    }

    [Fact]
    public async Task When_both_are_refused_each_was_sent_once_and_the_failure_says_so()
    {
        _good.Clear();
        var provider = Provider(isJwt: false, options => (options.ClientSecret, options.AlternateClientSecret) = (ConsoleFiles.OldSecret, Make.Secret));

        var failure = await Assert.ThrowsAsync<TokenRequestException>(() => GetAsync(provider));

        Assert.Equal(["old", "new"], Sent);
        Assert.Contains("All 2 client secrets that there are were refused", failure.Message, StringComparison.Ordinal);
        Assert.Equal(("wrong-secret", "invalid_client", HttpStatusCode.BadRequest), (failure.Reason, failure.ErrorCode, failure.StatusCode));
        Leaks.AssertNone(Make.Secret, Leaks.TextsOf(failure));
        Leaks.AssertNone(ConsoleFiles.OldSecret, Leaks.TextsOf(failure));
    }

    [Fact]
    public async Task The_same_secret_twice_is_one()
    {
        _good.Clear();
        var provider = Provider(isJwt: false, options => options.AlternateClientSecret = options.ClientSecret);

        var failure = await Assert.ThrowsAsync<TokenRequestException>(() => GetAsync(provider));

        Assert.Single(Sent);
        Assert.DoesNotContain("All ", failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_vault_is_asked_with_each_token_request_and_again_after_a_refusal(bool isJwt)
    {
        var (asked, secret) = (0, Make.Secret);
        var provider = FromVault(isJwt, _ =>
        {
            asked++;
            return new ValueTask<string>(secret);
        });
        (_refusal, _refusalBody) = isJwt ? (HttpStatusCode.Unauthorized, Make.ErrorJson("invalid_client")) : (_refusal, _refusalBody);

        await GetAsync(provider);
        await GetAsync(provider);
        Assert.Equal(2, asked);

        // It has been replaced between the question and the request.
        secret = ConsoleFiles.OldSecret;
        var isFirst = true;
        provider = FromVault(isJwt, _ =>
        {
            var answer = isFirst ? secret : Make.Secret;
            isFirst = false;
            return new ValueTask<string>(answer);
        });
        await GetAsync(provider);
        Assert.Equal(["new", "new", "old", "new"], Sent);
        Assert.Contains("took UseClientSecret (asked again)", Assert.Single(_log.Of(112)).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_vault_that_says_the_same_again_causes_no_second_request_and_the_alternate_one_is_tried()
    {
        var provider = Provider(isJwt: false, options =>
        {
            options.ClientSecret = null;
            options.UseClientSecret(_ => new ValueTask<string>(ConsoleFiles.OldSecret));
            options.AlternateClientSecret = Make.Secret;
        });

        await GetAsync(provider);
        await GetAsync(provider);

        Assert.Equal(["old", "new", "new"], Sent);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task What_a_vault_throws_is_a_fault_of_the_credential_that_may_pass_and_nothing_is_sent(bool isAtOnce)
    {
        var thrown = new HttpRequestException("sealed " + Make.Secret);
        var provider = FromVault(isJwt: false, isAtOnce ? _ => throw thrown : _ => new ValueTask<string>(Task.FromException<string>(thrown)));

        var failure = await Assert.ThrowsAsync<CredentialException>(() => GetAsync(provider));

        Assert.Contains("UseClientSecret failed: HttpRequestException. Nothing was sent.", failure.Message, StringComparison.Ordinal);
        Leaks.AssertNone(Make.Secret, failure.Message);
        Assert.Same(thrown, failure.InnerException);
        Assert.True(failure.IsTransient);
        Assert.Empty(Sent);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData(" secret")]
    [InlineData("secret\n")]
    [InlineData("sec\0ret")]
    [InlineData("sec\u200Bret")]
    public async Task What_a_vault_returns_has_to_be_a_secret(string? secret)
    {
        var provider = FromVault(isJwt: false, _ => new ValueTask<string>(secret!));

        var failure = await Assert.ThrowsAsync<CredentialException>(() => GetAsync(provider));

        Assert.Contains("blanks, line breaks or control characters", failure.InnerException!.Message, StringComparison.Ordinal);
        Assert.Empty(Sent);
    }

    [Theory]
    [InlineData("@Microsoft.KeyVault(VaultName=my;SecretName=adobe)", "is a Key Vault reference that was not resolved")]
    [InlineData("changeme", "is a placeholder")]
    [InlineData("{\"client_secret\":\"p8e-abc\"}", "looks like a JSON object")]
    [InlineData("'p8e-abcdefghijklmnop'", "is in quotation marks")]
    public async Task What_a_vault_returns_in_the_place_of_a_secret_is_named_and_not_sent(string secret, string fault)
    {
        var provider = FromVault(isJwt: false, _ => new ValueTask<string>(secret));

        var failure = await Assert.ThrowsAsync<CredentialException>(() => GetAsync(provider));

        Assert.Contains("UseClientSecret: What it returned " + fault, failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(secret, failure.ToString(), StringComparison.Ordinal);
        Assert.Empty(Sent);
    }

    [Fact]
    public async Task A_vault_that_never_answers_has_the_time_of_an_attempt_and_is_told_to_stop()
    {
        var stopped = new TaskCompletionSource();
        var provider = FromVault(isJwt: false, cancellationToken =>
        {
            cancellationToken.Register(stopped.SetResult);
            return new ValueTask<string>(new TaskCompletionSource<string>().Task);
        });
        var start = _clock.GetUtcNow();

        var failure = await Assert.ThrowsAsync<CredentialException>(() => GetAsync(provider, leastTimers: 1));

        Assert.Contains("UseClientSecret did not answer within 10 s (TokenRequest:AttemptTimeout). Nothing was sent.", failure.Message, StringComparison.Ordinal);
        Assert.Equal(10, (_clock.GetUtcNow() - start).TotalSeconds, 1.0);
        Assert.True(failure.IsTransient);
        await stopped.Task.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);
        Assert.Empty(Sent);
    }

    [Fact]
    public async Task A_vault_that_fails_when_it_is_asked_again_does_not_hide_what_IMS_said()
    {
        var isFirst = true;
        var provider = FromVault(isJwt: false, _ =>
        {
            var answer = isFirst ? new ValueTask<string>(ConsoleFiles.OldSecret) : throw new HttpRequestException("sealed");
            isFirst = false;
            return answer;
        });

        var failure = await Assert.ThrowsAsync<TokenRequestException>(() => GetAsync(provider));

        Assert.Equal("wrong-secret", failure.Reason);
        Assert.Single(Sent);
    }

    [Fact]
    public async Task A_vault_that_is_asked_again_has_the_time_that_is_left_and_not_that_of_an_attempt()
    {
        var asked = 0;
        using var slow = new HttpMessageInvoker(new StubHandler(_ =>
        {
            _clock.Advance(TimeSpan.FromSeconds(5));
            return Make.Response(_refusal, _refusalBody);
        }));
        var provider = new ClientCredentialsTokenProvider(slow, Make.Options(options =>
        {
            options.ClientSecret = null;
            options.TokenRequest.TotalTimeout = TimeSpan.FromSeconds(12);
            options.UseClientSecret(_ => new ValueTask<string>(++asked == 1 ? Task.FromResult(ConsoleFiles.OldSecret) : new TaskCompletionSource<string>().Task));
        }), _clock, _log);
        var call = provider.GetTokenAsync(TestContext.Current.CancellationToken).AsTask();

        // Of the twelve, five have gone by with the first request.
        await CacheFixture.SettledAsync(() => Volatile.Read(ref asked) == 2 && _clock.NextLimit == TimeSpan.FromSeconds(7));
        _clock.Advance(TimeSpan.FromSeconds(6.9));
        Assert.False(call.IsCompleted);
        _clock.Advance(TimeSpan.FromSeconds(0.1));

        var failure = await Assert.ThrowsAsync<TokenRequestException>(() => call.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken));
        Assert.Equal(("wrong-secret", 2), (failure.Reason, asked));
    }

    [Fact]
    public async Task A_vault_that_takes_all_the_time_that_is_left_leaves_none_for_its_secret()
    {
        var asked = 0;
        var provider = FromVault(isJwt: false, _ =>
        {
            if (++asked == 2)
            {
                _clock.Advance(TimeSpan.FromSeconds(30));
            }

            return new ValueTask<string>(asked == 1 ? ConsoleFiles.OldSecret : Make.Secret);
        });

        var failure = await Assert.ThrowsAsync<TokenRequestException>(() => GetAsync(provider));

        Assert.Equal(("wrong-secret", true, 2), (failure.Reason, failure.IsTransient, asked));
        Assert.Contains("could not be tried out in the time that was left", failure.Message, StringComparison.Ordinal);
        Assert.Single(Sent);
    }

    [Fact]
    public async Task A_caller_may_stop_waiting_for_a_vault()
    {
        using var cancellation = new CancellationTokenSource();
        var provider = FromVault(isJwt: false, _ => new ValueTask<string>(new TaskCompletionSource<string>().Task));

        var getting = provider.GetTokenAsync(cancellation.Token).AsTask();
        await cancellation.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => getting);
    }

    [Fact]
    public async Task All_secrets_together_have_the_time_of_one_request()
    {
        var sent = 0;
        using var slow = new HttpMessageInvoker(new StubHandler(async (_, cancellationToken) =>
        {
            if (++sent == 1)
            {
                _clock.Advance(TimeSpan.FromSeconds(5));
                return Make.Response(HttpStatusCode.BadRequest, _refusalBody);
            }

            await Task.Delay(Timeout.InfiniteTimeSpan, cancellationToken);
            throw new InvalidOperationException();
        }));
        var provider = new ClientCredentialsTokenProvider(slow, Make.Options(options => options.AlternateClientSecret = ConsoleFiles.OldSecret), _clock, _log);
        var start = _clock.GetUtcNow();

        var failure = await Assert.ThrowsAsync<TokenRequestException>(() => GetAsync(provider));

        Assert.Equal(("wrong-secret", true), (failure.Reason, failure.IsTransient));
        Assert.Contains("could not be tried out in the time that was left", failure.Message, StringComparison.Ordinal);
        Assert.Equal(30, (_clock.GetUtcNow() - start).TotalSeconds, 1.0);
    }

    [Fact]
    public void Two_ways_to_one_secret_are_one_too_many_and_the_other_one_has_rules_as_well()
    {
        Assert.Contains("ClientSecret must not be set beside UseClientSecret", Refusal(options => options.UseClientSecret(_ => new ValueTask<string>("a"))), StringComparison.Ordinal);
        Assert.Contains("AlternateClientSecret must not have blanks", Refusal(options => options.AlternateClientSecret = " " + ConsoleFiles.OldSecret), StringComparison.Ordinal);
        Assert.Throws<ArgumentNullException>(() => new AdobeServerAuthOptions().UseClientSecret(null!));
    }

    public void Dispose() => _invoker.Dispose();

    private static string Refusal(Action<AdobeServerAuthOptions> change)
    {
        using var handler = new StubHandler(_ => throw new InvalidOperationException());
        var refusal = Assert.Throws<OptionsValidationException>(() => TokenProvider.Create(Make.Options(change), handler));
        Leaks.AssertNone(ConsoleFiles.OldSecret, refusal.ToString());
        return Assert.Single(refusal.Failures);
    }

    private ITokenProvider FromVault(bool isJwt, Func<CancellationToken, ValueTask<string>> vault) => Provider(isJwt, options =>
    {
        options.ClientSecret = null;
        options.UseClientSecret(vault);
    });

    private ITokenProvider Provider(bool isJwt, Action<AdobeServerAuthOptions> change) => isJwt
        ? new JwtExchangeTokenProvider(_invoker, Make.JwtOptions(change), _clock, _log)
        : new ClientCredentialsTokenProvider(_invoker, Make.Options(change), _clock, _log);

    private Task<AccessToken> GetAsync(ITokenProvider provider, int leastTimers = 2) =>
        _clock.RunAsync(() => provider.GetTokenAsync(TestContext.Current.CancellationToken).AsTask(), leastTimers: leastTimers);
}
