using Adobe.ServerAuth;
using Adobe.ServerAuth.Testing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Observability;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

// What is seen of tokens in traces, metrics and logs, printed by OpenTelemetry's console exporter.
//
//   AdobeServerAuth__…    the credential, as in the README; without it Adobe is an emulator
//   Observability__Api    the address of an Adobe API
var builder = Host.CreateApplicationBuilder(args);

// The scopes of a log line tell its trace and its span.
builder.Logging.ClearProviders().AddSimpleConsole(console => (console.SingleLine, console.IncludeScopes) = (true, true));
builder.Logging.SetMinimumLevel(LogLevel.Warning).AddFilter("Adobe.ServerAuth", LogLevel.Information);

// What keeps the host from starting is told at the end, in fewer words. Critical is what stops it later.
builder.Logging.AddFilter("Microsoft.Extensions.Hosting", LogLevel.Critical);

// With nothing configured, Adobe is an emulator on this machine. This block is all there is to it; the lines below are the same.
await using var adobe = builder.Configuration.GetSection("AdobeServerAuth").Exists() ? null : await ImsEmulator.StartAsync();
if (adobe is not null)
{
    builder.Configuration.AddInMemoryCollection(adobe.Configuration)
        .AddInMemoryCollection([new("Observability:Api", adobe.ApiEndpoint.AbsoluteUri)]);
}

// The lines that an application needs. The resource is kept short, since it is printed with every span.
builder.Services.AddOpenTelemetry()
    .ConfigureResource(resource => resource.Clear().AddService("observability-sample", autoGenerateServiceInstanceId: false))
    .WithTracing(tracing => tracing
        .AddSource(ApiClient.ActivitySourceName)
        .AddSource(AdobeServerAuthTelemetry.ActivitySourceName)
        .AddHttpClientInstrumentation()
        .AddConsoleExporter()
        .AddProcessor(services => services.GetRequiredService<RenewalWatch>()))
    .WithMetrics(metrics => metrics
        .AddMeter(AdobeServerAuthTelemetry.MeterName)
        .AddConsoleExporter());

var address = builder.Configuration["Observability:Api"];
if ((!Uri.TryCreate(address, UriKind.Absolute, out var api) && address is not null) || api is { Scheme: not ("http" or "https") })
{
    Console.WriteLine("Observability:Api is no address of an API: it begins with https://.");
    return 1;
}

builder.Services.AddAdobeServerAuth();
builder.Services.AddHttpClient<ApiClient>(client => client.BaseAddress = api)
    .AddAdobeServerAuthHandler(options =>
    {
        if (api is { IsLoopback: true })
        {
            options.AllowedHosts.Add(api.Authority);
        }
    });

// And those that only this tour needs.
builder.Services.AddSingleton<RenewalWatch>();
builder.Services.AddSingleton<SetClock>().AddSingleton<TimeProvider>(services => services.GetRequiredService<SetClock>());

using var host = builder.Build();
Page.Adobe(adobe is not null);
try
{
    await host.StartAsync();
    if (api is null)
    {
        Console.WriteLine("Observability:Api is missing: the address of an Adobe API that your credential may call.");
        return 1;
    }

    await new Tour(host.Services, adobe).RunAsync();
    await host.StopAsync();
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
catch (Exception e) when (e is AdobeServerAuthException or HttpRequestException or TimeoutException or OperationCanceledException)
{
    Console.WriteLine("That did not work: " + e.Message);
}

return 1;
