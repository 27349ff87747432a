using Adobe.ServerAuth.Testing;
using KubernetesSecrets;
using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Options;
using WebApi;

// A service in a pod, whose client secret is a mounted file. deployment.yaml and secret.yaml are beside this file, and
// AdobeApi and AdobeFailures are those of samples/WebApi.
//
//   AdobeServerAuth__ClientSecretFile   the file in the mount
//   AdobeServerAuth__…                  the rest of the credential; without any Adobe is an emulator, and the mount is played in a temporary folder
//   KubernetesSecrets__Api              the address of an Adobe API
var builder = WebApplication.CreateBuilder(args);
builder.Logging.ClearProviders().AddSimpleConsole(console => console.SingleLine = true);
builder.Logging.SetMinimumLevel(LogLevel.Warning).AddFilter("Microsoft.Extensions.Hosting", LogLevel.Critical).AddFilter("Microsoft.Extensions.Diagnostics.HealthChecks", LogLevel.None);

await using var adobe = builder.Configuration.GetSection("AdobeServerAuth").Exists() ? null : await ImsEmulator.StartAsync();
using var mount = adobe is null ? null : new SecretMount("mistyped-by-somebody");
if (adobe is not null)
{
    Console.WriteLine("No credential is configured, so Adobe is an emulator in this process, and is gone with it.");
    builder.Configuration.AddInMemoryCollection(adobe.Configuration.Where(pair => pair.Key != "AdobeServerAuth:ClientSecret"))
        .AddInMemoryCollection([new("AdobeServerAuth:ClientSecretFile", mount!.PathOf(SecretMount.Key)), new("KubernetesSecrets:Api", adobe.ApiEndpoint.AbsoluteUri)]);
    builder.WebHost.UseUrls("http://127.0.0.1:0");
}

if (!Uri.TryCreate(builder.Configuration["KubernetesSecrets:Api"] ?? "https://firefly-api.adobe.io", UriKind.Absolute, out var api) || api.Scheme is not ("http" or "https"))
{
    Console.WriteLine("KubernetesSecrets:Api is no address of an API: it begins with https://.");
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

// A restart, or no traffic, brings no token: neither probe asks for one. The third is for who watches.
app.MapHealthChecks("/live", new HealthCheckOptions { Predicate = _ => false });
app.MapHealthChecks("/ready", new HealthCheckOptions { Predicate = check => !check.Tags.Contains("alarm") });
app.MapHealthChecks("/health");
app.MapGet("/call", (AdobeApi adobeApi, CancellationToken aborted) => adobeApi.GetAsync(aborted));

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
        await new Demo(app, adobe, mount!).RunAsync();
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
