using Adobe.ServerAuth.Testing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using PdfServices;
using Samples;

// Your own: dotnet run -- --AdobeServerAuth:CredentialFile pdfservices-api-credentials.json --File large.pdf --Output small.pdf
// In Europe, --PdfServices:Api https://pdf-services-ew1.adobe.io. An operation that was started is waited for again with --PdfServices:Status and
// the address that was printed.
var builder = Host.CreateApplicationBuilder(args);
builder.Logging.SetMinimumLevel(LogLevel.Warning).AddFilter("Microsoft.Extensions.Hosting", LogLevel.None);

// With nothing configured, Adobe is an emulator on this machine. Its credential is asked for a token as PDF Services does: without scopes.
await using var adobe = builder.Configuration.GetSection("AdobeServerAuth").Exists() ? null : await ImsEmulator.StartAsync();
if (adobe is not null)
{
    Console.WriteLine("No credential is configured, so Adobe is an emulator in this process, and is gone with it.");
    builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
    {
        ["AdobeServerAuth:ClientId"] = adobe.Credential.ClientId,
        ["AdobeServerAuth:ClientSecret"] = adobe.Credential.ClientSecrets[0],
        ["AdobeServerAuth:TokenEndpoint"] = new Uri(adobe.ImsEndpoint, "/token").AbsoluteUri,
    });
}

if (!Uri.TryCreate(builder.Configuration["PdfServices:Api"] ?? "https://pdf-services.adobe.io", UriKind.Absolute, out var api) || api.Scheme is not ("http" or "https"))
{
    Console.WriteLine("PdfServices:Api is no address of an API: it begins with https://.");
    return 1;
}

// The lines that an application needs. ForPdfServices sends no token to storage, where files come from and go to. A large file takes longer to upload
// than the 100 s that are the default of Timeout.
builder.Services.AddAdobeServerAuth();
builder.Services.AddSingleton(TimeProvider.System);
var pdf = builder.Services.AddHttpClient<PdfServicesClient>(client => (client.BaseAddress, client.Timeout) = (api, TimeSpan.FromMinutes(10)))
    .AddAdobeServerAuthHandler(options => options.ForPdfServices());

if (adobe is not null)
{
    pdf.ConfigurePrimaryHttpMessageHandler(() => new EmulatedPdfServices(adobe, builder.Configuration.GetValue("EmulatedPolls", 1)));
}

using var host = builder.Build();
return await Sample.RunAsync(host, async (services, stopping) =>
{
    var output = builder.Configuration["Output"];
    OutputFile.Check(output);
    var client = services.GetRequiredService<PdfServicesClient>();
    var status = await StartedJob.FromAsync(builder.Configuration, "PdfServices:Status", async () =>
    {
        await using Stream source = builder.Configuration["File"] is { Length: > 0 } file ? File.OpenRead(file) : new MemoryStream(SamplePdf.Bytes);
        Console.WriteLine($"file: {source.Length} bytes");
        return await client.StartAsync(source, stopping);
    });
    var result = await client.WaitAsync(status, stopping);
    var length = await OutputFile.WriteAsync(output, destination => client.DownloadAsync(result, destination, stopping));
    Console.WriteLine($"compressed: {length} bytes");
    if (adobe is not null)
    {
        Console.WriteLine($"token requests: {string.Join(", ", adobe.TokenRequests.Select(request => $"{request.Path} {request.StatusCode}"))}");
    }
});
