using Adobe.ServerAuth.Testing;
using AemCloudService;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Samples;

// Your own, for the OpenAPI-based APIs a credential of the Adobe Developer Console, and for all else, if you have one, that of AEM's:
//   dotnet run -- --Author https://author-p1-e1.adobeaemcloud.com --AdobeServerAuth:CredentialFile credentials.json
//       --AdobeServerAuth:service-credentials:CredentialFile service-credentials.json --Query site/articles
var builder = Host.CreateApplicationBuilder(args);
builder.Logging.SetMinimumLevel(LogLevel.Warning).AddFilter("Microsoft.Extensions.Hosting", LogLevel.None);
const string ServiceCredentials = "service-credentials";

// With nothing configured, Adobe is an emulator on this machine, with a credential of each kind. AEM itself asks for the x-api-key, and only of some.
await using var adobe = builder.Configuration.GetSection("AdobeServerAuth").Exists() ? null : await ImsEmulator.StartAsync(new ImsEmulatorOptions { RequireApiKey = false });
EmulatedCredential? account = null;
if (adobe is not null)
{
    Console.WriteLine("No credential is configured, so Adobe is an emulator in this process, and is gone with it.");
    account = adobe.AddCredential(new EmulatedCredential { MetaScopes = ["ent_aem_cloud_api"] });
    builder.Configuration.AddInMemoryCollection(adobe.Configuration)
        .AddInMemoryCollection(adobe.ConfigurationOf(ServiceCredentials, account, account.AddKeyPair()))
        .AddInMemoryCollection(new Dictionary<string, string?> { ["Author"] = "https://author-p1-e1.adobeaemcloud.com" });
}

if (!Uri.TryCreate(builder.Configuration["Author"], UriKind.Absolute, out var author) || author.Scheme is not ("http" or "https"))
{
    Console.WriteLine("Author is missing, or no address: set it to that of your author instance, such as https://author-p1-e1.adobeaemcloud.com.");
    return 1;
}

// The lines that an application needs: a client for each kind of API, each with its credential and its headers.
builder.Services.AddAdobeServerAuth();
var fragments = builder.Services.AddHttpClient<ContentFragmentsClient>(client => client.BaseAddress = author)
    .AddAdobeServerAuthHandler(options => options.ForAemOpenApi(author.Authority));

var hasServiceCredentials = builder.Configuration.GetSection("AdobeServerAuth:" + ServiceCredentials).Exists();
if (hasServiceCredentials)
{
    builder.Services.AddAdobeServerAuth(ServiceCredentials);
    var queries = builder.Services.AddHttpClient<PersistedQueryClient>(client => client.BaseAddress = author)
        .AddAdobeServerAuthHandler(ServiceCredentials, options => options.ForAem(author.Authority));
    if (adobe is not null)
    {
        queries.ConfigurePrimaryHttpMessageHandler(() => new EmulatedAem(adobe, account!));
    }
}

if (adobe is not null)
{
    fragments.ConfigurePrimaryHttpMessageHandler(() => new EmulatedAem(adobe, account!));
}

using var host = builder.Build();
return await Sample.RunAsync(host, async (services, stopping) =>
{
    var found = await services.GetRequiredService<ContentFragmentsClient>().GetFragmentsAsync(builder.Configuration["Folder"] ?? "/content/dam", stopping);
    Console.WriteLine($"content fragments: {string.Join(", ", found.Select(fragment => $"{fragment.Title} ({fragment.Path})"))}");
    if (hasServiceCredentials)
    {
        var data = await services.GetRequiredService<PersistedQueryClient>().RunAsync(builder.Configuration["Query"] ?? "site/articles", stopping);
        Console.WriteLine($"persisted query: {data.GetRawText().Length} characters of data");
    }

    if (adobe is not null)
    {
        Console.WriteLine($"token requests: {string.Join(", ", adobe.TokenRequests.Select(request => $"{request.Path} {request.StatusCode}"))}");
    }
});
