using Microsoft.Extensions.Hosting;

namespace Adobe.ServerAuth.Tests.Hosting;

/// <summary>A service of the application's that runs something when it starts.</summary>
internal sealed class StartedWorker : IHostedService
{
    public Action? Starting { get; set; }

    public bool HasStarted { get; private set; }

    public Task StartAsync(CancellationToken cancellationToken)
    {
        Starting?.Invoke();
        HasStarted = true;
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
