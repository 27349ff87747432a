using Adobe.ServerAuth.Testing;
using ExperiencePlatform;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Samples;

// Your own: dotnet run -- --AdobeServerAuth:CredentialFile credentials.json --Sandbox prod --OtherSandbox dev
var builder = Host.CreateApplicationBuilder(args);
builder.Logging.SetMinimumLevel(LogLevel.Warning).AddFilter("Microsoft.Extensions.Hosting", LogLevel.None);

// With nothing configured, Adobe is an emulator on this machine. The lines below it are the same.
await using var adobe = builder.Configuration.GetSection("AdobeServerAuth").Exists() ? null : await ImsEmulator.StartAsync(new ImsEmulatorOptions { RequireOrganizationId = true });
if (adobe is not null)
{
    Console.WriteLine("No credential is configured, so Adobe is an emulator in this process, and is gone with it.");
    builder.Configuration.AddInMemoryCollection(adobe.Configuration);
    builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?> { ["OtherSandbox"] = "dev" });
}

// The lines that an application needs. The organization goes along when it is configured, and the sandbox is the client's own header.
builder.Services.AddAdobeServerAuth();
var platform = builder.Services.AddHttpClient<ExperiencePlatformClient>(client =>
    {
        client.BaseAddress = new Uri("https://platform.adobe.io");
        client.DefaultRequestHeaders.Add(ExperiencePlatformClient.SandboxHeader, builder.Configuration["Sandbox"] ?? "prod");
    })
    .AddAdobeServerAuthHandler();

if (adobe is not null)
{
    platform.ConfigurePrimaryHttpMessageHandler(() => new EmulatedPlatform(adobe));
}

using var host = builder.Build();
return await Sample.RunAsync(host, async (services, stopping) =>
{
    var client = services.GetRequiredService<ExperiencePlatformClient>();
    Print("the client's sandbox", await client.GetDatasetNamesAsync(cancellationToken: stopping));
    if (builder.Configuration["OtherSandbox"] is { Length: > 0 } other)
    {
        Print($"sandbox {other}", await client.GetDatasetNamesAsync(other, stopping));
    }

    if (adobe is not null)
    {
        Console.WriteLine($"token requests: {string.Join(", ", adobe.TokenRequests.Select(request => $"{request.Path} {request.StatusCode}"))}");
    }
});

static void Print(string place, IReadOnlyDictionary<string, string?> datasets) =>
    Console.WriteLine($"{place}: {string.Join(", ", datasets.Select(dataset => $"{dataset.Value} ({dataset.Key})"))}");
