using System.Net;
using System.Security.Cryptography;
using Adobe.ServerAuth.Credentials;
using Adobe.ServerAuth.DependencyInjection;
using Adobe.ServerAuth.Tests.Fakes;
using Adobe.ServerAuth.TokenEndpoint;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Adobe.ServerAuth.Tests.DependencyInjection;

/// <summary>When the private key of a Service Account (JWT) credential is freed.</summary>
public sealed class ReleasedKeyTests : IDisposable
{
    private readonly TellingIms _ims = new();
    private readonly TestClock _clock = new();
    private readonly RecordingLogger _log = new();
    private readonly CredentialTable _table = new();
    private readonly ServiceProvider _services;
    private readonly HttpMessageInvoker _invoker;
    private readonly AssertionSigner _key;
    private readonly ConfiguredTokenProvider _configured;

    public ReleasedKeyTests()
    {
        _table["tenant"] = Jwt();
        _services = new ServiceCollection()
            .AddSingleton<IConfigureOptions<AdobeServerAuthOptions>>(_table)
            .AddAdobeServerAuth("analytics", App.Fill()).Services.BuildServiceProvider();
        var reader = _services.GetRequiredService<CredentialOptionsReader>();
        var settings = reader.Read("tenant")!;
        _key = settings.ServiceAccount!.Signer;
        _invoker = new HttpMessageInvoker(_ims.Handler, disposeHandler: false);
        _configured = new ConfiguredTokenProvider("tenant", settings, reader, new TokenProviderParts(_invoker, TokenRequestEnvironment.With(_clock), _log), _log);
    }

    [Fact]
    public async Task The_key_of_the_flow_that_was_left_is_freed_at_once_when_nobody_signs_with_it()
    {
        Assert.Equal("tenant.1", await TokenAsync());
        Assert.False(IsFreed);

        ChangeTo(App.Fill(options => options.ClientId = "tenant"));

        Assert.True(IsFreed);
        Assert.Equal("tenant.2", await TokenAsync());
    }

    [Fact]
    public async Task A_change_that_changes_nothing_and_one_that_is_invalid_keep_the_key()
    {
        ChangeTo(Jwt());
        ChangeTo(Jwt(options => options.Jwt.PrivateKey = "none"));
        ChangeTo(App.Fill(options => options.Scopes = []));

        Assert.False(IsFreed);
        Assert.Equal("tenant.1", await TokenAsync());
        Assert.True(TellingIms.IsExchange(Assert.Single(_ims.Handler.Seen)));
    }

    [Fact]
    public async Task A_token_request_that_runs_while_the_flow_changes_is_asked_anew_and_its_key_freed()
    {
        var asked = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var deaf = new TaskCompletionSource<HttpResponseMessage>();
        _ims.Treat("tenant", _ =>
        {
            asked.SetResult();
            return deaf.Task;
        });
        var waiting = TokenAsync();
        await asked.Task;

        _ims.Treat("tenant", _ => Task.FromResult(Make.Response(HttpStatusCode.OK, Make.TokenJson("of-oauth"))));
        ChangeTo(App.Fill(options => options.ClientId = "tenant"));

        Assert.Equal("of-oauth", await waiting);
        AssertFreedSoon();
        deaf.SetResult(Make.Response(HttpStatusCode.OK, Make.TokenJson("too-late")));
        Assert.Equal("of-oauth", await TokenAsync());
    }

    [Fact]
    public async Task A_new_key_of_the_same_credential_lets_a_running_request_end_with_the_old_one_its_retries_too()
    {
        using var rotated = RSA.Create(2048);
        var attempts = 0;
        _ims.Treat("tenant", _ =>
        {
            if (Interlocked.Increment(ref attempts) > 1)
            {
                return Task.FromResult(Make.Response(HttpStatusCode.OK, Make.TokenJson("of-the-retry", 86399000)));
            }

            ChangeTo(Jwt(options => options.Jwt.PrivateKey = rotated.ExportPkcs8PrivateKeyPem()));
            Assert.False(IsFreed);
            return Task.FromResult(Make.Response(HttpStatusCode.ServiceUnavailable));
        });

        var waiting = TokenAsync();
        Assert.True(SpinWait.SpinUntil(() => _clock.NextDelay is not null, TimeSpan.FromSeconds(30)));
        _clock.Advance(TimeSpan.FromSeconds(5));

        Assert.Equal("of-the-retry", await waiting.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken));
        Assert.Equal(2, attempts);
        AssertFreedSoon();
        Assert.Equal("of-the-retry", await TokenAsync());
        Assert.Contains("stays good", Assert.Single(_log.Of(501)).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_request_that_the_old_key_can_not_win_is_asked_anew_with_the_new_one()
    {
        using var rotated = RSA.Create(2048);
        _ims.Treat("tenant", _ =>
        {
            _ims.Treat("tenant", _ => Task.FromResult(Make.Response(HttpStatusCode.OK, Make.TokenJson("of-the-new-key", 86399000))));
            ChangeTo(Jwt(options => options.Jwt.PrivateKey = rotated.ExportPkcs8PrivateKeyPem()));
            return Task.FromResult(Make.Response(HttpStatusCode.BadRequest, Make.ErrorJson("invalid_token", "Could not match JWT signature to any of the bindings")));
        });

        Assert.Equal("of-the-new-key", await TokenAsync());
        AssertFreedSoon();
    }

    [Fact]
    public async Task Away_and_back_again_during_one_request_ends_with_a_key_that_works()
    {
        var asked = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _ims.Treat("tenant", async cancellationToken =>
        {
            asked.SetResult();
            await Task.Delay(Timeout.InfiniteTimeSpan, cancellationToken);
            throw new InvalidOperationException();
        });
        var waiting = TokenAsync();
        await asked.Task;

        _ims.Treat("tenant", _ => Task.FromResult(Make.Response(HttpStatusCode.OK, Make.TokenJson("good", 86399000))));
        ChangeTo(App.Fill(options => options.ClientId = "tenant"));
        ChangeTo(Jwt());

        Assert.Equal("good", await waiting);
        Assert.Equal("good", await TokenAsync());
        AssertFreedSoon();
        Assert.InRange(_ims.Handler.Seen.Count(TellingIms.IsExchange), 2, 3);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task The_key_of_a_removed_credential_is_freed(bool isAsking)
    {
        var asked = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _ims.Treat("tenant", async cancellationToken =>
        {
            asked.SetResult();
            await Task.Delay(Timeout.InfiniteTimeSpan, cancellationToken);
            throw new InvalidOperationException();
        });
        var waiting = isAsking ? TokenAsync() : null;
        await (isAsking ? asked.Task : Task.CompletedTask);

        _configured.Dispose();

        AssertFreedSoon();
        if (waiting is not null)
        {
            await Assert.ThrowsAsync<ObjectDisposedException>(() => waiting);
        }

        ChangeTo(App.Fill());
        Assert.Empty(_log.Of(501));
    }

    public void Dispose()
    {
        _configured.Dispose();
        _invoker.Dispose();
        _services.Dispose();
    }

    private bool IsFreed => Record.Exception(() => _key.SignAsync([1], CancellationToken.None)) is ObjectDisposedException;

    // A refresh frees the key after it has told who waits.
    private void AssertFreedSoon() => Assert.True(SpinWait.SpinUntil(() => IsFreed, TimeSpan.FromSeconds(30)));

    private async Task<string> TokenAsync() => (await _configured.Provider.GetTokenAsync(TestContext.Current.CancellationToken)).Value;

    private void ChangeTo(Action<AdobeServerAuthOptions> configure)
    {
        _table["tenant"] = configure;
        _configured.Reload();
    }

    private static Action<AdobeServerAuthOptions> Jwt(Action<AdobeServerAuthOptions>? change = null) => App.FillJwt(options =>
    {
        options.ClientId = "tenant";
        change?.Invoke(options);
    });
}
