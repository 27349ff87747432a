using Adobe.ServerAuth;
using Adobe.ServerAuth.Testing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using SeveralCredentials;

var builder = Host.CreateApplicationBuilder(args);
builder.Logging.SetMinimumLevel(LogLevel.Warning);

// Adobe is an emulator on this machine. Its configuration stands for the application's own: the default credential in the section
// AdobeServerAuth, and those with names below it.
await using var adobe = await ImsEmulator.StartAsync();
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

// Credentials that come and go with the customers: their options are made from a table when they are asked for.
var customers = new CustomerTable(adobe.ImsEndpoint);
builder.Services.AddSingleton<IConfigureOptions<AdobeServerAuthOptions>>(customers);

using var host = builder.Build();
await host.StartAsync();

foreach (var name in new[] { "", "analytics", "aem" })
{
    using var response = await host.Services.GetRequiredService<IHttpClientFactory>().CreateClient("api-" + name).GetAsync(new Uri("/", UriKind.Relative));
    Console.WriteLine($"{(name.Length == 0 ? "default" : name)}: {(int)response.StatusCode} for client {adobe.ApiRequests[^1].BearerClientId}");
}

var factory = host.Services.GetRequiredService<ITokenProviderFactory>();
await ShowAsync("acme");
customers.Add("acme", adobe.AddCredential());
await ShowAsync("acme");
await ShowAsync("acme");
customers.Remove("acme");
Console.WriteLine($"acme leaves: {factory.Remove("acme")}");
await ShowAsync("acme");
Console.WriteLine($"token requests: {string.Join(", ", adobe.TokenRequests.Select(request => request.Path))}");
await host.StopAsync();

async Task ShowAsync(string customer)
{
    try
    {
        Console.WriteLine($"{customer}: {await factory.GetProvider(customer).GetTokenAsync()}");
    }
    catch (CredentialException e)
    {
        Console.WriteLine($"{customer}: {e.Message}");
    }
}
