// A worker of .NET 8 that stays on 8.0 packages. Its settings are environment variables, and the emulator runs in the process that starts it.
using Microsoft.Extensions.Options;

var builder = Host.CreateApplicationBuilder(args);
builder.Logging.ClearProviders();
builder.Services.AddAdobeServerAuth().AddWarmUp();
builder.Services.AddAdobeServerAuth("legacy");
builder.Services.AddHealthChecks().AddAdobeServerAuth();
var api = new Uri(builder.Configuration["Api"]!);
foreach (var name in new[] { "", "legacy" })
{
    builder.Services.AddHttpClient("api" + name, client => client.BaseAddress = api).AddAdobeServerAuthHandler(name, options => options.AllowedHosts = [api.Authority]);
}

builder.Services.AddHostedService<Job>();
using var host = builder.Build();
await host.RunAsync();

internal sealed class Job(IHttpClientFactory clients, IHostApplicationLifetime lifetime) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        foreach (var name in new[] { "", "legacy" })
        {
            using var response = await clients.CreateClient("api" + name).GetAsync(new Uri("/hello", UriKind.Relative), stoppingToken);
            Console.WriteLine($"'{name}': {(int)response.StatusCode}");
        }

        Console.WriteLine($"runtime: {Environment.Version.Major}");
        foreach (var type in new[] { typeof(IHttpClientFactory), typeof(IServiceCollection), typeof(IOptions<>), typeof(BackgroundService) })
        {
            Console.WriteLine($"{type.Assembly.GetName().Name}: {type.Assembly.GetName().Version!.Major}");
        }

        lifetime.StopApplication();
    }
}
