using System.Diagnostics;
using System.Globalization;
using Adobe.ServerAuth;
using Adobe.ServerAuth.Testing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;
using Serverless;

// A function that calls an Adobe API: what a cold start costs, and what becomes of a token in a process that is frozen between events.
//
//   AdobeServerAuth__…    the credential, as in the README; without it Adobe is an emulator
//   Serverless__Api       the address of an Adobe API
//   Serverless__Timeout   what one call of it may take, with its token
var world = new World();
var clock = new FreezableClock(world);
var configured = new ConfigurationBuilder().AddEnvironmentVariables().AddCommandLine(args).Build();

// Less than the platform gives an event, all attempts together; what is configured wins.
var configuration = new ConfigurationManager();
configuration.AddInMemoryCollection(new Dictionary<string, string?>
{
    ["AdobeServerAuth:TokenRequest:AttemptTimeout"] = "00:00:03",
    ["AdobeServerAuth:TokenRequest:TotalTimeout"] = "00:00:08",
    ["AdobeServerAuth:TokenRequest:MaxRetries"] = "2",
});
configuration.AddConfiguration(configured);

// With nothing configured, Adobe is an emulator on this machine, which lives in the same time as everybody else.
await using var adobe = configured.GetSection("AdobeServerAuth").Exists() ? null : await ImsEmulator.StartAsync(new ImsEmulatorOptions { TimeProvider = world });
if (adobe is not null)
{
    Console.WriteLine("No credential is configured, so Adobe is an emulator in this process, and is gone with it.");
    configuration.AddInMemoryCollection(adobe.Configuration)
        .AddInMemoryCollection([new("Serverless:Api", adobe.ApiEndpoint.AbsoluteUri), new("AdobeServerAuth:TokenRequest:AttemptTimeout", "00:00:02")]);
}

if (!Uri.TryCreate(configuration["Serverless:Api"], UriKind.Absolute, out var api) || api.Scheme is not ("http" or "https"))
{
    Console.WriteLine("Serverless:Api is missing, or no address of an API: it begins with https://.");
    return 1;
}

// A platform has a token for each event; here one for all will do.
using var platform = new CancellationTokenSource(TimeSpan.FromMinutes(1));
try
{
    var start = Stopwatch.GetTimestamp();
    await using var function = new Function(configuration, api, adobe is null ? TimeProvider.System : clock);
    var made = Stopwatch.GetElapsedTime(start);
    var first = await function.HandleAsync(platform.Token);
    var called = Stopwatch.GetElapsedTime(start);
    var second = await function.HandleAsync(platform.Token);
    var again = Stopwatch.GetElapsedTime(start) - called;
    Console.WriteLine(string.Create(
        CultureInfo.InvariantCulture,
        $"""

        Cold start
        the function is made:         {made.TotalMilliseconds:0.0} ms
        first event, with its token:  {(called - made).TotalMilliseconds:0.0} ms, {(int)first}
        second event:                 {again.TotalMilliseconds:0.0} ms, {(int)second}
        """));
    if (adobe is not null)
    {
        await new Demo(function, adobe, world, clock).RunAsync(platform.Token);
    }

    return 0;
}
catch (OptionsValidationException e)
{
    Console.WriteLine("The configuration is not complete:");
    foreach (var failure in e.Failures)
    {
        Console.WriteLine("- " + failure);
    }
}
catch (Exception e) when (e is AdobeServerAuthException or HttpRequestException or OperationCanceledException)
{
    Console.WriteLine("That did not work: " + e.Message);
}

return 1;
