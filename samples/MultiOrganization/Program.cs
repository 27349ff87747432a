using System.Diagnostics;
using Adobe.ServerAuth;
using Adobe.ServerAuth.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using MultiOrganization;
using Samples;

// One application that calls an Adobe API for many organizations, each with a credential of its own, through one HTTP client.
const int Organizations = 1_000;
const int Calls = 5_000;

var builder = Host.CreateApplicationBuilder(args);
builder.Logging.SetMinimumLevel(LogLevel.Error).AddFilter("Adobe.ServerAuth", LogLevel.Critical);

// Adobe is an emulator on this machine, and the table stands for a database.
await using var adobe = await ImsEmulator.StartAsync();
var table = new OrganizationTable(adobe.ImsEndpoint);
for (var i = 0; i < Organizations; i++)
{
    table.Add($"org-{i}", adobe.AddCredential());
}

// One of them has a credential that Adobe does not know.
table.Add("org-13", new EmulatedCredential());

builder.Services.AddAdobeTokenProviderFactory();
builder.Services.AddSingleton<IConfigureOptions<AdobeServerAuthOptions>>(table);
builder.Services.AddHttpClient("adobe", client => client.BaseAddress = adobe.ApiEndpoint)
    .AddAdobeServerAuthHandler(options => options.AllowedHosts = [adobe.ApiEndpoint.Authority]);

using var host = builder.Build();
return await Sample.RunAsync(host, async (services, stopping) =>
{
    using var client = services.GetRequiredService<IHttpClientFactory>().CreateClient("adobe");
    var credentials = services.GetRequiredService<ITokenProviderFactory>();

    var random = new Random(1);
    var clock = Stopwatch.StartNew();
    var answers = await Task.WhenAll(Enumerable.Range(0, Calls).Select(_ => CallAsync($"org-{random.Next(Organizations)}")));
    Console.WriteLine($"{Calls} calls for {Organizations} organizations: {answers.Count(answer => answer == "OK")} answered, {answers.Count(answer => answer != "OK")} without a token, {clock.Elapsed.TotalSeconds:F1} s");
    Console.WriteLine($"token requests: {adobe.TokenRequests.Select(request => request.ClientId).Distinct().Count()} clients, {adobe.TokenRequestCount} requests");
    Console.WriteLine($"requests with the token of one organization and the key of another: {adobe.ApiRequests.Count(request => request.BearerClientId != request.Headers["x-api-key"])}");

    Console.WriteLine($"org-13: {await CallAsync("org-13")}");
    Console.WriteLine($"org-7: {await CallAsync("org-7")}");
    table.Remove("org-7");
    credentials.Remove("org-7");
    Console.WriteLine($"org-7, after it left: {await CallAsync("org-7")}");
    table.Add("org-7", adobe.AddCredential());
    Console.WriteLine($"org-7, after it came back: {await CallAsync("org-7")}");

    async Task<string> CallAsync(string organization)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/").UseAdobeCredential(organization);
        try
        {
            using var response = await client.SendAsync(request, stopping);
            return response.StatusCode.ToString();
        }
        catch (AdobeServerAuthException e)
        {
            return e.Message;
        }
    }
});
