using Microsoft.Extensions.Hosting;

namespace Adobe.ServerAuth.Testing.Emulator;

/// <summary>Takes the place of the console lifetime, which would swallow the Ctrl+C of the process that hosts the emulator.</summary>
internal sealed class NoProcessLifetime : IHostLifetime
{
    public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
