using System.Net;
using Adobe.ServerAuth;
using Adobe.ServerAuth.Testing;
using ConsoleTool;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

// A tool that calls an Adobe API once and ends. What it found goes to the output, all else to the error output, and the exit code says how it went.
//
//   dotnet user-secrets set AdobeServerAuth:ClientSecret … --project samples/ConsoleTool     the credential, on the machine of a developer
//   AdobeServerAuth__…                                                                       the same in the environment, which wins
//   ConsoleTool__Api                                                                         the address of an Adobe API
var configuration = new ConfigurationManager();
configuration.AddUserSecrets<Program>(optional: true).AddEnvironmentVariables().AddCommandLine(args);

// With nothing configured, Adobe is an emulator on this machine. This block is all there is to it; the lines below are the same.
await using var adobe = configuration.GetSection("AdobeServerAuth").Exists() ? null : await ImsEmulator.StartAsync();
if (adobe is not null)
{
    Console.Error.WriteLine("No credential is configured, so Adobe is an emulator in this process, and is gone with it.");
    configuration.AddInMemoryCollection(adobe.Configuration).AddInMemoryCollection([new("ConsoleTool:Api", adobe.ApiEndpoint.AbsoluteUri)]);
}

if (!Uri.TryCreate(configuration["ConsoleTool:Api"], UriKind.Absolute, out var api) || api.Scheme is not ("http" or "https"))
{
    Console.Error.WriteLine("ConsoleTool:Api is missing, or no address of an API: it begins with https://.");
    return ExitCode.Refused;
}

using var interrupted = new CancellationTokenSource();
Console.CancelKeyPress += (_, pressed) =>
{
    // A second one ends the tool at once, whatever it hangs in.
    pressed.Cancel = !interrupted.IsCancellationRequested;
    interrupted.Cancel();
};

// The lines that a tool needs. There is no host, so the configuration is checked when the first client is made.
await using var services = new ServiceCollection()
    .AddSingleton<IConfiguration>(configuration)
    .AddLogging(logging => logging.SetMinimumLevel(LogLevel.Warning).AddConsole(console => console.LogToStandardErrorThreshold = LogLevel.Trace))
    .AddAdobeServerAuth().Services
    .AddHttpClient<AdobeApi>(client => client.BaseAddress = api)
    .AddAdobeServerAuthHandler(options =>
    {
        if (api.IsLoopback)
        {
            options.AllowedHosts.Add(api.Authority);
        }
    }).Services
    .BuildServiceProvider();

try
{
    Console.WriteLine(await services.GetRequiredService<AdobeApi>().GetAsync(interrupted.Token));
    return ExitCode.Done;
}
catch (OptionsValidationException e)
{
    Console.Error.WriteLine("The configuration is not complete:");
    foreach (var failure in e.Failures)
    {
        Console.Error.WriteLine("- " + failure);
    }

    return ExitCode.Refused;
}
catch (OperationCanceledException) when (interrupted.IsCancellationRequested)
{
    return ExitCode.Interrupted;
}
catch (Exception e) when (e is AdobeServerAuthException or HttpRequestException or OperationCanceledException)
{
    Console.Error.WriteLine(e.Message);
    return e switch
    {
        TokenRequestException { IsTransient: true } or CredentialException { IsTransient: true } => ExitCode.TryLater,
        AdobeServerAuthException => ExitCode.Refused,
        HttpRequestException { StatusCode: HttpStatusCode.RequestTimeout or HttpStatusCode.TooManyRequests } => ExitCode.TryLater,
        HttpRequestException { StatusCode: < HttpStatusCode.InternalServerError } => ExitCode.NotDone,
        _ => ExitCode.TryLater,
    };
}
