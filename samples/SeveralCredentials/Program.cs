using Adobe.ServerAuth.Testing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

var builder = Host.CreateApplicationBuilder(args);
builder.Logging.SetMinimumLevel(LogLevel.Warning);

// Adobe is an emulator on this machine. Its configuration stands for the application's own: the default credential in the section
// AdobeServerAuth, and those with names below it.
await using var adobe = await ImsEmulator.StartAsync();
Console.WriteLine("Adobe is an emulator in this process, and is gone with it.");
var analytics = adobe.AddCredential();
var aem = adobe.AddCredential(new EmulatedCredential { MetaScopes = ["ent_aem_cloud_api"] });
builder.Configuration.AddInMemoryCollection(adobe.Configuration)
    .AddInMemoryCollection(adobe.ConfigurationOf("analytics", analytics))
    .AddInMemoryCollection(adobe.ConfigurationOf("aem", aem, aem.AddKeyPair()));

// Credentials that are known when the application starts: one client for each.
builder.Services.AddAdobeServerAuth();
builder.Services.AddAdobeServerAuth("analytics");
builder.Services.AddAdobeServerAuth("aem");
foreach (var name in new[] { "", "analytics", "aem" })
{
    builder.Services.AddHttpClient("api-" + name, client => client.BaseAddress = adobe.ApiEndpoint)
        .AddAdobeServerAuthHandler(name, options => options.AllowedHosts = [adobe.ApiEndpoint.Authority]);
}

using var host = builder.Build();
await host.StartAsync();

// A host takes Ctrl+C and SIGTERM for itself, and tells them by this alone.
var stopping = host.Services.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping;
foreach (var name in new[] { "", "analytics", "aem" })
{
    using var response = await host.Services.GetRequiredService<IHttpClientFactory>().CreateClient("api-" + name).GetAsync(new Uri("/", UriKind.Relative), stopping);
    Console.WriteLine($"{(name.Length == 0 ? "default" : name)}: {(int)response.StatusCode} for client {adobe.ApiRequests[^1].BearerClientId}");
}

Console.WriteLine($"token requests: {string.Join(", ", adobe.TokenRequests.Select(request => request.Path))}");
await host.StopAsync();
