using Adobe.ServerAuth.Testing;
using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Options;
using WebApi;

// A web service that calls an Adobe API for its own callers.
//
//   AdobeServerAuth__…    the credential, as in the README; without it Adobe is an emulator, and the program calls itself and ends
//   WebApi__Api           the address of an Adobe API
var builder = WebApplication.CreateBuilder(args);
builder.Logging.ClearProviders().AddSimpleConsole(console => console.SingleLine = true);
builder.Logging.SetMinimumLevel(LogLevel.Warning).AddFilter("Microsoft.Extensions.Hosting", LogLevel.Critical);

// With nothing configured, Adobe is an emulator on this machine. This block is all there is to it; the lines below are the same.
await using var adobe = builder.Configuration.GetSection("AdobeServerAuth").Exists() ? null : await ImsEmulator.StartAsync();
if (adobe is not null)
{
    builder.Configuration.AddInMemoryCollection(adobe.Configuration)
        .AddInMemoryCollection([new("WebApi:Api", adobe.ApiEndpoint.AbsoluteUri)]);
    builder.WebHost.UseUrls("http://127.0.0.1:0");
}

if (!Uri.TryCreate(builder.Configuration["WebApi:Api"] ?? "https://firefly-api.adobe.io", UriKind.Absolute, out var api) || api.Scheme is not ("http" or "https"))
{
    Console.WriteLine("WebApi:Api is no address of an API: it begins with https://.");
    return 1;
}

// The lines that an application needs.
builder.Services.AddAdobeServerAuth().AddWarmUp();
builder.Services.AddHttpClient<AdobeApi>(client => (client.BaseAddress, client.Timeout) = (api, TimeSpan.FromSeconds(60)))
    .AddAdobeServerAuthHandler(options =>
    {
        if (api.IsLoopback)
        {
            options.AllowedHosts.Add(api.Authority);
        }
    });
builder.Services.AddHealthChecks().AddAdobeServerAuth("", "adobe-serverauth", HealthStatus.Unhealthy, ["alarm"]);
builder.Services.AddProblemDetails().AddExceptionHandler<AdobeFailures>();

await using var app = builder.Build();
app.UseExceptionHandler();
app.MapGet("/assets", (AdobeApi adobeApi, CancellationToken aborted) => adobeApi.GetAsync(aborted));

// For who sends traffic, and for who watches. Neither shows more than one word; protect the second one all the same.
app.MapHealthChecks("/ready", new HealthCheckOptions { Predicate = check => !check.Tags.Contains("alarm") });
app.MapHealthChecks("/health");

var stopping = app.Lifetime.ApplicationStopping;
try
{
    if (adobe is null)
    {
        await app.RunAsync();
    }
    else
    {
        await app.StartAsync();
        await new Demo(app, adobe).RunAsync();
        await app.StopAsync();
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
catch (OperationCanceledException) when (stopping.IsCancellationRequested)
{
    // A stop was asked for while the server was starting.
    return 0;
}
catch (IOException e)
{
    Console.WriteLine("The server does not start: " + e.Message);
}

return 1;
