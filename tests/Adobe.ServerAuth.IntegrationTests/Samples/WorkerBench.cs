using System.Collections.Concurrent;
using Adobe.ServerAuth.IntegrationTests.Emulator;
using Adobe.ServerAuth.IntegrationTests.MainJob;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Worker;

namespace Adobe.ServerAuth.IntegrationTests.Samples;

/// <summary>The worker of samples/Worker in this process, with an API of the test's choice and a clock that waits for the test.</summary>
internal sealed class WorkerBench : HttpMessageHandler, IAsyncDisposable
{
    public static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    private readonly HandClock _clock = new();
    private readonly ConcurrentQueue<string> _sent = new();
    private readonly SemaphoreSlim _silence = new(0);
    private readonly Func<HttpResponseMessage> _answer;
    private readonly IHost _host;
    private HandTimer? _pause;

    private WorkerBench(Func<HttpResponseMessage> answer)
    {
        _answer = answer;
        Credential = new WorkerCredential(_silence);
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Logging.AddProvider(Log);
        builder.Services.AddSingleton<TimeProvider>(_clock).Configure<WorkerOptions>(options => options.Interval = Interval).AddHostedService<ItemWorker>();
        builder.Services.AddSingleton<ITokenProvider>(Credential).AddSingleton<ICredentialStatusSource>(Credential);
        builder.Services.AddHttpClient<AdobeApi>(client => client.BaseAddress = new Uri("https://api.example.com"))
            .AddHttpMessageHandler(() => new AdobeServerAuthHandler(Credential, new ApiRequestOptions { AllowedHosts = ["api.example.com"] }))
            .ConfigurePrimaryHttpMessageHandler(() => this);
        _host = builder.Build();
    }

    public CollectingLog Log { get; } = new();

    public WorkerCredential Credential { get; }

    /// <summary>The bodies of all requests.</summary>
    public IEnumerable<string> Sent => _sent;

    public static async Task<WorkerBench> StartAsync(Func<HttpResponseMessage> answer, Action<WorkerCredential>? configure = null)
    {
        var bench = new WorkerBench(answer);
        configure?.Invoke(bench.Credential);
        await bench._host.StartAsync(TestContext.Current.CancellationToken);
        return bench;
    }

    /// <summary>Lets the worker make one attempt, and tells how long it waits after it.</summary>
    public async Task<TimeSpan> TryAsync(bool runsOutOfTime = false)
    {
        _pause?.Fire();
        var limit = await _clock.NextTimerAsync(TestContext.Current.CancellationToken);
        if (runsOutOfTime)
        {
            await SilenceAsync();
            limit.Fire();
        }

        return await PauseAsync();
    }

    /// <summary>Lets the worker wait for a token that it does not get, and tells how long it waits after that.</summary>
    public async Task<TimeSpan> TryWithoutTokenAsync()
    {
        _pause?.Fire();
        await SilenceAsync();
        Credential.Fail();
        return await PauseAsync();
    }

    /// <summary>Until the worker waits for somebody who does not answer.</summary>
    public async Task SilenceAsync() => Assert.True(await _silence.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken));

    /// <summary>Less time than a host that stops gives those who do not heed it.</summary>
    public Task StopAsync() => _host.StopAsync(TestContext.Current.CancellationToken).WaitAsync(TimeSpan.FromSeconds(20), TestContext.Current.CancellationToken);

    public async ValueTask DisposeAsync()
    {
        await _host.StopAsync();
        _host.Dispose();
        _silence.Dispose();
        Dispose();
    }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        _sent.Enqueue(await request.Content!.ReadAsStringAsync(cancellationToken));
        var response = _answer();
        if (response.StatusCode == 0)
        {
            _silence.Release();
            await Task.Delay(Timeout.Infinite, cancellationToken);
        }

        return response;
    }

    private async Task<TimeSpan> PauseAsync()
    {
        _pause = await _clock.NextTimerAsync(TestContext.Current.CancellationToken);
        return _pause.DueTime;
    }
}
