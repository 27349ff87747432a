using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using WorkerFleet;

// A worker of which any number run, on any number of machines: those with the same credential and the same Redis use one token.
//
//   ConnectionStrings__Redis    localhost:6379,abortConnect=false, say; without it the token stays in this process
//   AdobeServerAuth__…          the credential, as in the README; without it Adobe is an emulator
//   WorkerFleet__Api            the address of an Adobe API
//   WorkerFleet__Calls          how many calls, then it ends; 0 for no end
//   WorkerFleet__Interval       the time between two
//
// To see two share without an account, start one with Redis: it prints the command for the other.
var builder = Host.CreateApplicationBuilder(args);
builder.Logging.ClearProviders().AddSimpleConsole(console => console.SingleLine = true);

// Event 404, "Took the token that another machine had requested", is of the level Debug.
builder.Logging.SetMinimumLevel(LogLevel.Warning).AddFilter("Adobe.ServerAuth", LogLevel.Debug);

if (builder.Configuration["settings"] is { Length: > 0 } settings)
{
    builder.Configuration.AddJsonFile(Path.GetFullPath(settings), optional: false);
}

// With nothing configured, Adobe is an emulator on this machine. This block is all there is to it; the lines below are the same.
await using var adobe = builder.Configuration.GetSection("AdobeServerAuth").Exists() ? null : await EmulatedAdobe.StartAsync();
if (adobe is not null)
{
    builder.Configuration.AddInMemoryCollection(adobe.Settings);
}

var redis = builder.Configuration.GetConnectionString("Redis");
if (string.IsNullOrWhiteSpace(redis))
{
    builder.Services.AddDistributedMemoryCache();
}
else
{
    builder.Services.AddStackExchangeRedisCache(options => options.Configuration = redis);
}

builder.Services.AddAdobeServerAuth().AddDistributedTokenCache();

builder.Services.Configure<WorkerOptions>(builder.Configuration.GetSection("WorkerFleet"));
var api = builder.Configuration.GetValue<Uri>("WorkerFleet:Api");
builder.Services.AddHttpClient(Worker.ApiClient, client => client.BaseAddress = api)
    .AddAdobeServerAuthHandler(options =>
    {
        if (api is { IsLoopback: true })
        {
            options.AllowedHosts.Add(api.Authority);
        }
    });
builder.Services.AddHostedService<Worker>();

using var host = builder.Build();
adobe?.Explain(hasRedis: !string.IsNullOrWhiteSpace(redis));
try
{
    await host.StartAsync();
    var workers = host.Services.GetServices<IHostedService>().OfType<BackgroundService>().ToArray();
    await host.WaitForShutdownAsync();
    return workers.Any(worker => worker.ExecuteTask is { IsFaulted: true }) ? 1 : 0;
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

return 1;
