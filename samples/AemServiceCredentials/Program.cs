using Adobe.ServerAuth.Testing;
using AemServiceCredentials;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Samples;

var builder = Host.CreateApplicationBuilder(args);
builder.Logging.SetMinimumLevel(LogLevel.Warning).AddFilter("Microsoft.Extensions.Hosting", LogLevel.None);

// Your own: dotnet run -- --AdobeServerAuth:CredentialFile service-credentials.json --Author https://author-p1-e1.adobeaemcloud.com
// With nothing given, Adobe is an emulator on this machine, whose credential was downloaded into a file of the same shape.
// AEM wants no x-api-key.
await using var adobe = builder.Configuration.GetSection("AdobeServerAuth").Exists() ? null : await ImsEmulator.StartAsync(new ImsEmulatorOptions { RequireApiKey = false });
using var download = adobe is null ? null : new Download(adobe);
if (download is not null)
{
    Console.WriteLine("No credential is configured, so Adobe is an emulator in this process, and is gone with it.");
    builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
    {
        ["AdobeServerAuth:CredentialFile"] = download.Path,

        // The file names Adobe's IMS, and what is set beside it wins.
        ["AdobeServerAuth:ImsEndpoint"] = adobe!.ImsEndpoint.ToString(),
        ["Author"] = adobe.ApiEndpoint.AbsoluteUri,
    });
}

if (!Uri.TryCreate(builder.Configuration["Author"], UriKind.Absolute, out var author) || author.Scheme is not ("http" or "https"))
{
    Console.WriteLine("Author is missing, or no address: set it to that of your author instance, such as https://author-p1-e1.adobeaemcloud.com.");
    return 1;
}

// The lines that an application needs: the file has all the rest.
builder.Services.AddAdobeServerAuth();
builder.Services.AddHttpClient("author", client => client.BaseAddress = author).AddAdobeServerAuthHandler(options => options.ForAem(author.Authority));

using var host = builder.Build();
return await Sample.RunAsync(host, async (services, stopping) =>
{
    await CallAsync("first call");
    if (download is not null)
    {
        // The certificate is renewed in AEM's Developer Console, and the new file put in the place of the old one. Nobody restarts anything.
        download.Replace();
        adobe!.RevokeTokens();
        await CallAsync("with the new key");
        Console.WriteLine($"token requests: {string.Join(", ", adobe.TokenRequests.Select(request => $"{request.Path} {request.StatusCode}"))}");
    }

    async Task CallAsync(string name)
    {
        var client = services.GetRequiredService<IHttpClientFactory>().CreateClient("author");
        using var response = await client.GetAsync(new Uri("/graphql/execute.json/site/articles", UriKind.Relative), stopping);
        Console.WriteLine($"{name}: {(int)response.StatusCode}");
    }
});
