using Adobe.ServerAuth.Testing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Worker;

// A worker that calls an Adobe API, item by item.
//
//   AdobeServerAuth__…    the credential, as in the README; without it Adobe is an emulator
//   Worker__Api           the address of an Adobe API
//   Worker__Items         how many items, then it ends; 0 for no end
//   Worker__Interval      the time between two
//   Worker__Attempts      after how many failures an item is put aside
var builder = Host.CreateApplicationBuilder(args);
builder.Logging.ClearProviders().AddSimpleConsole(console => console.SingleLine = true);
builder.Logging.SetMinimumLevel(LogLevel.Warning).AddFilter("Worker", LogLevel.Information);

// What keeps the host from starting is told at the end, in fewer words. Critical is what stops it later.
builder.Logging.AddFilter("Microsoft.Extensions.Hosting", LogLevel.Critical);

// With nothing configured, Adobe is an emulator on this machine, which is in trouble when the second item is sent.
await using var adobe = builder.Configuration.GetSection("AdobeServerAuth").Exists() ? null : await ImsEmulator.StartAsync();
if (adobe is not null)
{
    Console.WriteLine("No credential is configured, so Adobe is an emulator in this process, and is gone with it.");
    builder.Configuration.AddInMemoryCollection(adobe.Configuration)
        .AddInMemoryCollection([new("Worker:Api", adobe.ApiEndpoint.AbsoluteUri), new("AdobeServerAuth:TokenRequest:MaxRetries", "0")]);
    builder.Services.AddSingleton(adobe).AddHostedService<Trouble>();
}

if (!Uri.TryCreate(builder.Configuration["Worker:Api"], UriKind.Absolute, out var api) || api.Scheme is not ("http" or "https"))
{
    Console.WriteLine("Worker:Api is missing, or no address of an API: it begins with https://.");
    return 1;
}

// The lines that a worker needs.
builder.Services.AddAdobeServerAuth().AddWarmUp();
builder.Services.AddHttpClient<AdobeApi>(client => client.BaseAddress = api)
    .AddAdobeServerAuthHandler(options =>
    {
        if (api.IsLoopback)
        {
            options.AllowedHosts.Add(api.Authority);
        }
    });
builder.Services.AddSingleton(TimeProvider.System);
builder.Services.AddOptions<WorkerOptions>().Bind(builder.Configuration.GetSection("Worker"))
    .Validate(worker => worker.Interval >= TimeSpan.Zero, "Worker:Interval must not be negative.")
    .Validate(worker => worker.ItemTimeout > TimeSpan.Zero, "Worker:ItemTimeout must be more than zero.")
    .Validate(worker => worker.Attempts > 0, "Worker:Attempts must be at least 1.")
    .ValidateOnStart();
builder.Services.AddHostedService<ItemWorker>();

using var host = builder.Build();
try
{
    await host.StartAsync();
    var workers = host.Services.GetServices<IHostedService>().OfType<BackgroundService>().ToArray();
    await host.WaitForShutdownAsync();

    // A worker that failed stops the host as somebody does who asks for it, and who started the process has to see which it was.
    if (workers.Any(worker => worker.ExecuteTask is { IsFaulted: true }))
    {
        Console.WriteLine("Stopped by a failure.");
        return 1;
    }

    Console.WriteLine("Stopped.");
    if (adobe is not null)
    {
        Console.WriteLine($"Token requests: {string.Join(", ", adobe.TokenRequests.Select(request => request.StatusCode))}");
    }

    return 0;
}
catch (OptionsValidationException e)
{
    Console.WriteLine("The configuration is not complete:");
    foreach (var failure in e.Failures)
    {
        Console.WriteLine("- " + failure);
    }
}
catch (OperationCanceledException)
{
    // A stop was asked for while the host was starting.
    return 0;
}
catch (InvalidOperationException e)
{
    // A text of the section Worker that is no number, or no time.
    Console.WriteLine(e.Message);
}

return 1;
