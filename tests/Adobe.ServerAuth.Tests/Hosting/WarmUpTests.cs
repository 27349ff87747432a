using Adobe.ServerAuth.Tests.Caching;
using Adobe.ServerAuth.Tests.DependencyInjection;
using Adobe.ServerAuth.Tests.Fakes;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Adobe.ServerAuth.Tests.Hosting;

public sealed class WarmUpTests : IDisposable
{
    private static readonly TimeSpan FiveSeconds = TimeSpan.FromSeconds(5);

    private readonly WarmUpHost _app = new();

    public void Dispose() => _app.Dispose();

    [Fact]
    public async Task The_token_is_there_before_any_service_of_the_application_starts()
    {
        _app.Add().AddWarmUp();
        ValueTask<AccessToken> token = default;
        _app.Worker.Starting = () => token = _app.Host.Services.GetRequiredService<ITokenProvider>().GetTokenAsync(TestContext.Current.CancellationToken);

        await _app.StartAsync();

        Assert.True(token.IsCompletedSuccessfully);
        Assert.Equal("token-1", (await token).Value);
        Assert.Single(_app.Requests);
        var line = Assert.Single(_app.Log.Of(600));
        Assert.Equal((LogLevel.Information, "WarmedUp"), (line.Level, line.Name));
        Assert.StartsWith("The first token was there 00:00:00 after the warm-up began; it ends at ", line.Text, StringComparison.Ordinal);
        await _app.Host.StopAsync(TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task Without_a_warm_up_a_start_requests_nothing()
    {
        _app.Add();

        await _app.StartAsync();

        Assert.Empty(_app.Requests);
    }

    [Fact]
    public async Task A_failure_is_a_warning_and_the_application_starts()
    {
        _app.Add("analytics").AddWarmUp();
        _app.Answer = WarmUpHost.Refusal;

        await _app.StartAsync();

        Assert.True(_app.Worker.HasStarted);
        var line = Assert.Single(_app.Log.Of(601));
        Assert.Equal((LogLevel.Warning, "WarmUpFailed"), (line.Level, line.Name));
        Assert.StartsWith("The warm-up brought no token of credential 'analytics'; the application starts all the same. ", line.Text, StringComparison.Ordinal);
        Assert.Contains("client secret", line.Text, StringComparison.Ordinal);
        Leaks.AssertNone(Make.Secret, _app.Log.Lines.Select(one => one.Text));
    }

    [Fact]
    public async Task A_required_token_that_is_refused_fails_the_start_with_what_a_caller_would_get()
    {
        _app.Add().AddWarmUp(options => options.IsRequired = true);
        _app.Answer = WarmUpHost.Refusal;

        var failure = await Assert.ThrowsAsync<TokenRequestException>(_app.StartAsync);

        Assert.Equal(("wrong-secret", "invalid_client"), (failure.Reason, failure.ErrorCode));
        Assert.False(_app.Worker.HasStarted);
        Assert.Empty(_app.Log.Of(601));
        Leaks.AssertNone(Make.Secret, Leaks.TextsOf(failure));
    }

    [Fact]
    public async Task A_required_credential_that_can_not_be_used_fails_the_start_with_why()
    {
        _app.Services.AddAdobeServerAuth(options =>
        {
            App.Fill(filled => filled.ClientSecret = null)(options);
            options.UseClientSecret(_ => throw new InvalidOperationException("The vault is closed."));
        }).AddWarmUp(options => options.IsRequired = true);

        var failure = await Assert.ThrowsAsync<CredentialException>(_app.StartAsync);

        Assert.False(_app.Worker.HasStarted);
        Assert.Null(failure.FailureAge);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task After_the_timeout_nobody_waits_and_the_fetch_goes_on(bool isRequired)
    {
        var answer = new TaskCompletionSource<HttpResponseMessage>(TaskCreationOptions.RunContinuationsAsynchronously);
        _app.Add().AddWarmUp(options => (options.IsRequired, options.Timeout) = (isRequired, FiveSeconds));
        _app.Answer = () => answer.Task;
        var start = _app.StartAsync();
        await CacheFixture.SettledAsync(() => _app.Requests.Count == 1 && _app.Clock.NextLimit == FiveSeconds);

        _app.Clock.Advance(FiveSeconds);

        var told = isRequired ? (await Assert.ThrowsAsync<TokenRequestException>(() => start)).Message : await WarningAsync(start);
        Assert.Contains("The warm-up waited 5 s for the first token, and it had not come", told, StringComparison.Ordinal);
        Assert.Contains("WarmUpOptions.Timeout", told, StringComparison.Ordinal);
        Assert.Equal(isRequired, told.Contains("WarmUpOptions.IsRequired", StringComparison.Ordinal));
        Assert.Equal(!isRequired, _app.Worker.HasStarted);

        var call = _app.Host.Services.GetRequiredService<ITokenProvider>().GetTokenAsync(TestContext.Current.CancellationToken);
        answer.SetResult(await _app.Token());
        Assert.Equal("token-1", (await call).Value);
        Assert.Single(_app.Requests);
    }

    [Fact]
    public async Task A_start_that_is_cancelled_ends_as_cancelled_and_tells_whose_token_it_waited_for()
    {
        using var cancel = new CancellationTokenSource();
        _app.Add().AddWarmUp(options => options.IsRequired = true);
        _app.Add("analytics").AddWarmUp();
        _app.Answer = () => new TaskCompletionSource<HttpResponseMessage>().Task;
        var start = _app.Host.StartAsync(cancel.Token);
        await CacheFixture.SettledAsync(() => _app.Requests.Count == 2);

        await cancel.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => start);
        Assert.False(_app.Worker.HasStarted);
        Assert.Empty(_app.Log.Of(601));
        Assert.Equal(2, _app.Log.Of(603).Count);
        Assert.Single(_app.Log.Of(603), line => line.Text.Contains("of credential 'analytics'", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Two_calls_for_one_credential_warm_it_up_once_with_the_settings_of_both()
    {
        _app.Add().AddWarmUp(options => options.IsRequired = true).AddWarmUp(options => options.Timeout = FiveSeconds).AddWarmUp();
        _app.Add().AddWarmUp();
        _app.Answer = WarmUpHost.Refusal;

        await Assert.ThrowsAsync<TokenRequestException>(_app.StartAsync);

        Assert.Single(_app.Requests);
        var options = _app.Host.Services.GetRequiredService<IOptionsMonitor<WarmUpOptions>>().Get("");
        Assert.Equal((true, FiveSeconds), (options.IsRequired, options.Timeout));
        Assert.Single(_app.Host.Services.GetServices<IHostedService>().OfType<IHostedLifecycleService>());
    }

    [Fact]
    public async Task Several_credentials_are_asked_for_at_the_same_time()
    {
        var answers = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _app.Add().AddWarmUp();
        _app.Add("analytics").AddWarmUp();
        _app.Add("cold");
        _app.Answer = async () =>
        {
            await answers.Task;
            return await _app.Token();
        };

        var start = _app.StartAsync();
        await CacheFixture.SettledAsync(() => _app.Requests.Count == 2);
        answers.SetResult();
        await start;

        Assert.Equal(2, _app.Log.Of(600).Count);
        Assert.Single(_app.Log.Of(600), line => line.Text.Contains("The first token of credential 'analytics'", StringComparison.Ordinal));
        Assert.Equal(2, _app.Requests.Count);
        Assert.Single(_app.Host.Services.GetServices<IHostedService>().OfType<IHostedLifecycleService>());
    }

    [Fact]
    public async Task All_required_credentials_that_fail_are_told_at_once()
    {
        _app.Add().AddWarmUp(options => options.IsRequired = true);
        _app.Add("analytics").AddWarmUp(options => options.IsRequired = true);
        _app.Add("campaign").AddWarmUp();
        _app.Answer = WarmUpHost.Refusal;

        var failure = await Assert.ThrowsAsync<AggregateException>(_app.StartAsync);

        Assert.Equal([null, "analytics"], failure.InnerExceptions.Cast<TokenRequestException>().Select(one => one.CredentialName));
        Assert.Single(_app.Log.Of(601));
    }

    [Fact]
    public async Task A_provider_of_the_applications_own_is_asked_and_its_failure_is_told_without_its_text()
    {
        var provider = new ManualProvider();
        _app.Services.AddSingleton<ITokenProvider>(provider);
        _app.Add().AddWarmUp();
        var start = _app.StartAsync();

        (await provider.NextAsync()).Fail(new OperationCanceledException(Make.Secret));
        await start;

        Assert.Contains("OperationCanceledException was thrown.", Assert.Single(_app.Log.Of(601)).Text, StringComparison.Ordinal);
        Leaks.AssertNone(Make.Secret, _app.Log.Lines.Select(line => line.Text));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(300.001)]
    public async Task A_timeout_that_can_not_be_meant_is_told_before_anything_is_requested(double seconds)
    {
        _app.Add("analytics").AddWarmUp(options => options.Timeout = TimeSpan.FromSeconds(seconds));

        var refusal = await Assert.ThrowsAsync<OptionsValidationException>(_app.StartAsync);

        Assert.Equal(
            ["WarmUpOptions.Timeout of the warm-up of credential 'analytics' must be positive, and at most 00:05:00: set it where AddWarmUp is called."],
            refusal.Failures);
        Assert.Empty(_app.Requests);
    }

    private async Task<string> WarningAsync(Task start)
    {
        await start;
        return Assert.Single(_app.Log.Of(601)).Text;
    }
}
