// An application that takes the three packages, calls the emulated API, and tells what it saw.
using System.Net;
using Adobe.ServerAuth;
using Adobe.ServerAuth.Testing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

await using var adobe = await ImsEmulator.StartAsync();
var keyPair = adobe.Credential.AddKeyPair();
var services = new ServiceCollection();
services.AddLogging();
services.AddSingleton<IConfiguration>(new ConfigurationBuilder()
    .AddInMemoryCollection(adobe.Configuration)
    .AddInMemoryCollection(adobe.ConfigurationOf("legacy", adobe.Credential, keyPair))
    .Build());
services.AddDistributedMemoryCache();
services.AddAdobeServerAuth().AddDistributedTokenCache().AddWarmUp();
services.AddAdobeServerAuth("legacy");
services.AddHealthChecks().AddAdobeServerAuth();
foreach (var name in new[] { "", "legacy" })
{
    services.AddHttpClient("api" + name, client => client.BaseAddress = adobe.ApiEndpoint)
        .AddAdobeServerAuthHandler(name, options => options.AllowedHosts = [adobe.ApiEndpoint.Authority]);
}

await using var provider = services.BuildServiceProvider();
foreach (var name in new[] { "", "legacy" })
{
    using var client = provider.GetRequiredService<IHttpClientFactory>().CreateClient("api" + name);
    using var answer = await client.GetAsync(new Uri("/hello", UriKind.Relative));
    Console.WriteLine($"'{name}': {(answer.StatusCode == HttpStatusCode.OK ? "answered" : answer.StatusCode)}");
}

var health = await provider.GetRequiredService<HealthCheckService>().CheckHealthAsync();
Console.WriteLine($"health: {health.Status}");
Console.WriteLine($"requests: {string.Join(", ", adobe.TokenRequests.Select(request => request.Path))}");
Console.WriteLine($"built for: {typeof(ITokenProvider).Assembly.GetCustomAttributes(false).OfType<System.Runtime.Versioning.TargetFrameworkAttribute>().Single().FrameworkName}");
Console.WriteLine($"runtime: {Environment.Version.Major}");
