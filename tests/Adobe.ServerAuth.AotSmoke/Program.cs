using System.Diagnostics;
using Adobe.ServerAuth;
using Adobe.ServerAuth.AotSmoke;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;

// Adobe.ServerAuth.AotSmoke <appsettings.json> <address of the API>
var started = Process.GetCurrentProcess().StartTime;
var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
builder.Configuration.AddJsonFile(Path.GetFullPath(args[0]));
var api = new Uri(args[1]);

builder.Services.AddAdobeServerAuth().AddWarmUp();
builder.Services.AddAdobeServerAuth("aem");
builder.Services.AddHealthChecks().AddAdobeServerAuth().AddAdobeServerAuth("aem");
foreach (var credential in new[] { "", "aem" })
{
    builder.Services.AddHttpClient("api" + credential, client => client.BaseAddress = api)
        .AddAdobeServerAuthHandler(credential, options => options.AllowedHosts = [api.Authority]);
}

using var host = builder.Build();
await host.StartAsync();
Report.FirstToken(DateTime.Now - started);

await Report.CallAsync("OAuth", host.Services, "api", host.Services.GetRequiredService<ITokenProvider>());
await Report.CallAsync("Jwt", host.Services, "apiaem", host.Services.GetRequiredKeyedService<ITokenProvider>("aem"));
await Report.HealthAsync(host.Services.GetRequiredService<HealthCheckService>());
Report.Memory();
await host.StopAsync();
