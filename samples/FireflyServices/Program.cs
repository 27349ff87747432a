using Adobe.ServerAuth.Testing;
using FireflyServices;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Samples;

// Your own: dotnet run -- --AdobeServerAuth:CredentialFile credentials.json --Prompt "a lighthouse in fog" --Output lighthouse.jpg
// A job that was started is waited for again with --FireflyServices:Status and the address that was printed.
var builder = Host.CreateApplicationBuilder(args);
builder.Logging.SetMinimumLevel(LogLevel.Warning).AddFilter("Microsoft.Extensions.Hosting", LogLevel.None);

// With nothing configured, Adobe is an emulator on this machine. The lines below it are the same.
await using var adobe = builder.Configuration.GetSection("AdobeServerAuth").Exists() ? null : await ImsEmulator.StartAsync();
if (adobe is not null)
{
    Console.WriteLine("No credential is configured, so Adobe is an emulator in this process, and is gone with it.");
    builder.Configuration.AddInMemoryCollection(adobe.Configuration);
}

// The lines that an application needs. ForFirefly allows the hosts of Firefly's jobs, whose status is not on the host of the API, and its storage.
builder.Services.AddAdobeServerAuth();
builder.Services.AddSingleton(TimeProvider.System);
var firefly = builder.Services.AddHttpClient<FireflyClient>(client => client.BaseAddress = new Uri("https://firefly-api.adobe.io"))
    .AddAdobeServerAuthHandler(options => options.ForFirefly());

if (adobe is not null)
{
    firefly.ConfigurePrimaryHttpMessageHandler(() => new EmulatedFirefly(adobe, builder.Configuration["EmulatedStatusHost"] ?? "firefly-epo852211.adobe.io"));
}

using var host = builder.Build();
return await Sample.RunAsync(host, async (services, stopping) =>
{
    var output = builder.Configuration["Output"];
    OutputFile.Check(output);
    var client = services.GetRequiredService<FireflyClient>();
    var status = await StartedJob.FromAsync(builder.Configuration, "FireflyServices:Status", () => client.StartAsync(builder.Configuration["Prompt"] ?? "a lighthouse in fog", stopping));
    foreach (var (index, image) in (await client.WaitAsync(status, stopping)).Index())
    {
        var length = await OutputFile.WriteAsync(OutputFile.Numbered(output, index), destination => client.DownloadAsync(image, destination, stopping));
        Console.WriteLine($"image: {length} bytes");
    }

    if (adobe is not null)
    {
        Console.WriteLine($"token requests: {string.Join(", ", adobe.TokenRequests.Select(request => $"{request.Path} {request.StatusCode}"))}");
    }
});
