using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Adobe.ServerAuth.Testing.Emulator;

/// <summary>One Kestrel with a loopback port for each site. It reads no configuration, logs nothing and handles no signals.</summary>
internal sealed class EmulatorHost : IAsyncDisposable
{
    private readonly Lazy<Task> _stop;

    private EmulatorHost(WebApplication application, LoopbackListener ims, LoopbackListener api)
    {
        ImsEndpoint = ims.Address;
        ApiEndpoint = api.Address;
        _stop = new Lazy<Task>(() => StopAsync(application));
    }

    public Uri ImsEndpoint { get; }

    public Uri ApiEndpoint { get; }

    public static async Task<EmulatorHost> StartAsync(LoopbackListener ims, LoopbackListener api, CancellationToken cancellationToken)
    {
        var application = Build(ims, api);
        try
        {
            await application.StartAsync(cancellationToken).ConfigureAwait(false);
            return new EmulatorHost(application, ims, api);
        }
        catch
        {
            await application.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    public ValueTask DisposeAsync() => new(_stop.Value);

    private static WebApplication Build(params LoopbackListener[] listeners)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions
        {
            ApplicationName = nameof(ImsEmulator),
            ContentRootPath = AppContext.BaseDirectory,
            EnvironmentName = Environments.Production,
        });
        builder.Services.AddSingleton<IHostLifetime, NoProcessLifetime>();

        // A flush then ends when the bytes are sent, which a fault that cuts off a response must know. With 1, .NET 8 would never resume: its pipe
        // resumes below half of this.
        builder.WebHost.UseKestrelCore().UseSockets(sockets => sockets.MaxWriteBufferSize = 2).ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = null;
            kestrel.Limits.MinRequestBodyDataRate = null;
            kestrel.Limits.MinResponseDataRate = null;
            foreach (var listener in listeners)
            {
                kestrel.Listen(IPAddress.Loopback, 0, listener.Configure);
            }
        });
        var application = builder.Build();
        application.Run(LoopbackListener.AnswerAsync);
        return application;
    }

    private static async Task StopAsync(WebApplication application)
    {
        // The cancelled token makes Kestrel cut off what still runs; without it, it waits for idle clients too.
        await application.Services.GetRequiredService<IServer>().StopAsync(new CancellationToken(canceled: true)).ConfigureAwait(false);
        await application.DisposeAsync().ConfigureAwait(false);
    }
}
