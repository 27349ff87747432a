using Adobe.ServerAuth.Testing;
using Analytics;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Samples;

// Your own: dotnet run -- --AdobeServerAuth:CredentialFile credentials.json
var builder = Host.CreateApplicationBuilder(args);
builder.Logging.SetMinimumLevel(LogLevel.Warning).AddFilter("Microsoft.Extensions.Hosting", LogLevel.None);

// With nothing configured, Adobe is an emulator on this machine. The lines below it are the same.
await using var adobe = builder.Configuration.GetSection("AdobeServerAuth").Exists() ? null : await ImsEmulator.StartAsync();
if (adobe is not null)
{
    Console.WriteLine("No credential is configured, so Adobe is an emulator in this process, and is gone with it.");
    builder.Configuration.AddInMemoryCollection(adobe.Configuration);
}

// The lines that an application needs. The pace stands behind the handler, so that it counts what leaves, second attempts included. The wait for
// a place is inside of the client, whose Timeout would end it; a request that has one gets a limit of its own, since Analytics takes 60 s at most.
builder.Services.AddAdobeServerAuth();
builder.Services.AddSingleton(_ => new RequestPace(12, TimeSpan.FromSeconds(6), TimeProvider.System));
var analytics = builder.Services.AddHttpClient<AnalyticsClient>(client => (client.BaseAddress, client.Timeout) = (new Uri("https://analytics.adobe.io"), Timeout.InfiniteTimeSpan))
    .AddAdobeServerAuthHandler(options => options.SendOrganizationId = false)
    .AddHttpMessageHandler(services => new PacedHandler(services.GetRequiredService<RequestPace>(), TimeSpan.FromSeconds(70), TimeProvider.System));

if (adobe is not null)
{
    analytics.ConfigurePrimaryHttpMessageHandler(() => new EmulatedAnalytics(adobe, TimeProvider.System));
}

using var host = builder.Build();
return await Sample.RunAsync(host, async (services, stopping) =>
{
    var client = services.GetRequiredService<AnalyticsClient>();
    var companies = await client.GetCompaniesAsync(stopping);
    Console.WriteLine($"companies: {string.Join(", ", companies.Select(company => $"{company.CompanyName} ({company.GlobalCompanyId})"))}");
    if (companies.Count == 0)
    {
        Console.WriteLine("This credential sees no company: give its technical account a product profile of Analytics, in Adobe's Admin Console.");
        return;
    }

    var suites = await client.GetReportSuitesAsync(companies[0].GlobalCompanyId, cancellationToken: stopping);
    Console.WriteLine($"report suites: {string.Join(", ", suites.Select(suite => $"{suite.Name} ({suite.Rsid})"))}");
    if (adobe is not null)
    {
        // More at once than Analytics takes: the pace holds some of them back, and none is refused.
        var pages = await Task.WhenAll(Enumerable.Range(0, 14).Select(page => client.GetReportSuitesAsync(companies[0].GlobalCompanyId, page, stopping)));
        Console.WriteLine($"pages: {pages.Length}");
        Console.WriteLine($"token requests: {string.Join(", ", adobe.TokenRequests.Select(request => $"{request.Path} {request.StatusCode}"))}");
    }
});
