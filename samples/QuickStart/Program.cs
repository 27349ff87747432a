using Adobe.ServerAuth;
using Adobe.ServerAuth.Testing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using QuickStart;

if (Arguments.AskForHelp(args))
{
    Console.WriteLine(Arguments.Help);
    return 0;
}

if (Arguments.Unknown(args) is { } unknown)
{
    Console.Error.WriteLine($"Unknown argument: {unknown}. --help shows the arguments.");
    return 2;
}

var builder = Host.CreateApplicationBuilder(args);
builder.Logging.SetMinimumLevel(LogLevel.None);
builder.Configuration.AddCommandLine(args, Arguments.ShortOptions.ToDictionary());

// With nothing configured, Adobe is an emulator on this machine. An application does not need this block.
await using var adobe = builder.Configuration.GetSection("AdobeServerAuth").Exists() ? null : await ImsEmulator.StartAsync();
if (adobe is not null)
{
    var legacy = adobe.AddCredential();
    builder.Configuration.AddInMemoryCollection(adobe.Configuration)
        .AddInMemoryCollection(adobe.ConfigurationOf(ServiceAccountTour.Credential, legacy))
        .AddInMemoryCollection(adobe.ConfigurationOf(ServiceAccountTour.Credential, legacy, legacy.AddKeyPair()));
}

var api = adobe?.ApiEndpoint ?? (Uri.TryCreate(builder.Configuration["QuickStart:Api"], UriKind.Absolute, out var given) ? given : null);

// show: registration
builder.Services.AddAdobeServerAuth();
builder.Services.AddHttpClient<ApiClient>(http => http.BaseAddress = api)
    .AddAdobeServerAuthHandler(AllowEmulator);
// end

// The legacy kind of credential: its section says Flow: "Jwt", and the lines are the same.
if (adobe is not null)
{
    // show: service account
    builder.Services.AddAdobeServerAuth("service-account");
    builder.Services.AddHttpClient("aem", http => http.BaseAddress = api)
        .AddAdobeServerAuthHandler("service-account", AllowEmulator);
    // end
}

using var host = builder.Build();
try
{
    await host.StartAsync();
    await new Tour(host.Services, adobe, api).RunAsync();
    await host.StopAsync();
    return 0;
}
catch (OptionsValidationException e)
{
    Page.Title("The configuration is not complete");
    foreach (var failure in e.Failures)
    {
        Page.Text("- " + failure);
    }
}
catch (Exception e) when (e is AdobeServerAuthException or HttpRequestException or OperationCanceledException)
{
    Console.WriteLine();
    Page.Failed(e.Message);
}

return 1;

// The emulator's API is not among the hosts of Adobe, which are allowed by default.
void AllowEmulator(ApiRequestOptions options)
{
    if (adobe is not null)
    {
        options.AllowedHosts.Add(adobe.ApiEndpoint.Authority);
    }
}
