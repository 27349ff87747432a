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
    private readonly Func<HttpResponseMessage> _answer;
    private readonly IHost _host;
    private HandTimer? _pause;

    private WorkerBench(Func<HttpResponseMessage> answer)
    {
        _answer = answer;
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Logging.AddProvider(Log);
        builder.Services.AddSingleton<TimeProvider>(_clock).Configure<WorkerOptions>(options => options.Interval = Interval).AddHostedService<ItemWorker>();
        builder.Services.AddHttpClient<AdobeApi>(client => client.BaseAddress = new Uri("https://api.example.com")).ConfigurePrimaryHttpMessageHandler(() => this);
        _host = builder.Build();
    }

    public CollectingLog Log { get; } = new();

    /// <summary>The bodies of all requests.</summary>
    public IEnumerable<string> Sent => _sent;

    public static async Task<WorkerBench> StartAsync(Func<HttpResponseMessage> answer)
    {
        var bench = new WorkerBench(answer);
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
            limit.Fire();
        }

        _pause = await _clock.NextTimerAsync(TestContext.Current.CancellationToken);
        return _pause.DueTime;
    }

    public async ValueTask DisposeAsync()
    {
        await _host.StopAsync();
        _host.Dispose();
        Dispose();
    }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        _sent.Enqueue(await request.Content!.ReadAsStringAsync(cancellationToken));
        var response = _answer();
        if (response.StatusCode == 0)
        {
            await Task.Delay(Timeout.Infinite, cancellationToken);
        }

        return response;
    }
}
