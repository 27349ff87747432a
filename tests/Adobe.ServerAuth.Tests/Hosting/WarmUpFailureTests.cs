using Adobe.ServerAuth.Testing;
using Adobe.ServerAuth.Tests.Caching;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Adobe.ServerAuth.Tests.Hosting;

public sealed class WarmUpFailureTests : IDisposable
{
    private readonly WarmUpHost _app = new();

    public void Dispose() => _app.Dispose();

    [Fact]
    public async Task With_all_defaults_the_start_tells_that_IMS_does_not_answer()
    {
        _app.Add("", null).AddWarmUp(options => options.IsRequired = true);
        _app.Answer = () => new TaskCompletionSource<HttpResponseMessage>().Task;
        var start = _app.StartAsync();
        await CacheFixture.SettledAsync(() => _app.Requests.Count == 1 && _app.Clock.TimerCount >= 3);

        _app.Clock.Advance(TimeSpan.FromSeconds(30));

        var failure = await Assert.ThrowsAsync<TokenRequestException>(() => start);
        Assert.Equal("timed-out", failure.Reason);
        Assert.Equal((LogLevel.Error, "RequiredWarmUpFailed"), (Assert.Single(_app.Log.Of(602)).Level, _app.Log.Of(602)[0].Name));
    }

    [Fact]
    public async Task The_end_of_the_wait_is_told_as_what_may_pass_and_with_its_credential()
    {
        _app.Add("analytics").AddWarmUp(options => (options.IsRequired, options.Timeout) = (true, TimeSpan.FromSeconds(5)));
        _app.Answer = () => new TaskCompletionSource<HttpResponseMessage>().Task;
        var start = _app.StartAsync();
        await CacheFixture.SettledAsync(() => _app.Requests.Count == 1 && _app.Clock.NextLimit == TimeSpan.FromSeconds(5));

        _app.Clock.Advance(TimeSpan.FromSeconds(5));

        var failure = await Assert.ThrowsAsync<TokenRequestException>(() => start);
        Assert.Equal((true, "analytics", null), (failure.IsTransient, failure.CredentialName, failure.Reason));
    }

    [Fact]
    public async Task A_providers_own_timeout_is_not_that_of_the_warm_up()
    {
        var own = new TimeoutException("The vault is slow.");
        _app.Services.AddSingleton<ITokenProvider>(new ScriptedTokenProvider().Throws(own));
        _app.Add().AddWarmUp(options => options.IsRequired = true);

        Assert.Same(own, await Assert.ThrowsAsync<TimeoutException>(_app.StartAsync));
    }

    [Fact]
    public async Task A_refusal_is_told_when_it_comes_and_not_lost_when_the_start_is_cancelled()
    {
        using var cancel = new CancellationTokenSource();
        _app.Add().AddWarmUp(options => options.IsRequired = true);
        _app.Add("analytics").AddWarmUp(options => options.IsRequired = true);
        var answers = 0;
        _app.Answer = () => Interlocked.Increment(ref answers) == 1 ? WarmUpHost.Refusal() : new TaskCompletionSource<HttpResponseMessage>().Task;
        var start = _app.Host.StartAsync(cancel.Token);
        await CacheFixture.SettledAsync(() => _app.Requests.Count == 2 && _app.Log.Of(602).Count == 1);

        await cancel.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => start);
        Assert.Contains("client secret", _app.Log.Of(602)[0].Text, StringComparison.Ordinal);
        Assert.Single(_app.Log.Of(603));
    }

    [Fact]
    public async Task A_builder_without_a_credential_gets_the_remedy()
    {
        _app.Services.AddAdobeTokenProviderFactory().AddWarmUp(options => options.IsRequired = true);

        var failure = await Assert.ThrowsAsync<CredentialException>(_app.StartAsync);

        Assert.Contains("call AddWarmUp on what services.AddAdobeServerAuth() returns", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_host_that_knows_no_lifecycle_has_the_token_too_and_another_one_gets_it_once()
    {
        _app.Add().AddWarmUp();
        var service = _app.Host.Services.GetServices<IHostedService>().OfType<IHostedLifecycleService>().Single();

        await service.StartAsync(TestContext.Current.CancellationToken);
        Assert.Single(_app.Log.Of(600));
        await _app.StartAsync();

        Assert.Equal((2, 1), (_app.Log.Of(600).Count, _app.Requests.Count));
    }

    [Fact]
    public async Task A_provider_that_blocks_holds_up_no_other_and_is_asked_to_stop()
    {
        using var cancel = new CancellationTokenSource();
        using var provider = new StubbornProvider(listens: true);
        _app.Services.AddSingleton<ITokenProvider>(provider);
        _app.Add().AddWarmUp();
        _app.Add("analytics").AddWarmUp();
        var start = Task.Factory.StartNew(() => _app.Host.StartAsync(cancel.Token), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default).Unwrap();

        await CacheFixture.SettledAsync(() => provider.IsAsked && _app.Log.Of(600).Count == 1);
        await cancel.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => start);
        await CacheFixture.SettledAsync(() => provider.WasStopped);
    }

    [Fact]
    public async Task A_provider_that_does_not_listen_keeps_no_cancelled_start()
    {
        using var cancel = new CancellationTokenSource();
        using var provider = new StubbornProvider(listens: false);
        _app.Services.AddSingleton<ITokenProvider>(provider);
        _app.Add().AddWarmUp();
        var start = _app.Host.StartAsync(cancel.Token);
        await CacheFixture.SettledAsync(() => provider.IsAsked);

        await cancel.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => start);
        Assert.Empty(_app.Log.Of(601));
        provider.LetGo();
    }
}
