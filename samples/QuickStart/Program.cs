using Adobe.ServerAuth;
using Adobe.ServerAuth.Testing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using QuickStart;

var builder = Host.CreateApplicationBuilder(args);
builder.Logging.SetMinimumLevel(LogLevel.None);

// What a console offers for download is enough: dotnet run -- --credential-file credentials.json
builder.Configuration.AddCommandLine(args, new Dictionary<string, string>
{
    ["--credential-file"] = "AdobeServerAuth:CredentialFile",
    ["--credential-name"] = "AdobeServerAuth:CredentialName",
    ["--private-key-file"] = "AdobeServerAuth:Jwt:PrivateKeyFile",
});

// With nothing configured, Adobe is an emulator on this machine. This block is all there is to it; the lines below are the same.
await using var adobe = builder.Configuration.GetSection("AdobeServerAuth").Exists() ? null : await ImsEmulator.StartAsync();
if (adobe is not null)
{
    var legacy = adobe.AddCredential();
    builder.Configuration.AddInMemoryCollection(adobe.Configuration)
        .AddInMemoryCollection(adobe.ConfigurationOf(ServiceAccountTour.Credential, legacy))
        .AddInMemoryCollection(adobe.ConfigurationOf(ServiceAccountTour.Credential, legacy, legacy.AddKeyPair()));
}

var api = adobe?.ApiEndpoint ?? (Uri.TryCreate(builder.Configuration["QuickStart:Api"], UriKind.Absolute, out var given) ? given : null);

// The lines that an application needs.
builder.Services.AddAdobeServerAuth();
builder.Services.AddHttpClient<ApiClient>(client => client.BaseAddress = api)
    .AddAdobeServerAuthHandler(options =>
    {
        if (adobe is not null)
        {
            options.AllowedHosts.Add(adobe.ApiEndpoint.Authority);
        }
    });

// And those for a second credential, of the legacy kind: its section says Flow: "Jwt", and that is all that differs.
if (adobe is not null)
{
    builder.Services.AddAdobeServerAuth(ServiceAccountTour.Credential);
    builder.Services.AddHttpClient(ServiceAccountTour.Credential, client => client.BaseAddress = api)
        .AddAdobeServerAuthHandler(ServiceAccountTour.Credential, options => options.AllowedHosts = [adobe.ApiEndpoint.Authority]);
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
    Page.Title("That did not work");
    Page.Text(e.Message);
}

return 1;
