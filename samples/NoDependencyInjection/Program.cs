using Adobe.ServerAuth;
using Adobe.ServerAuth.Testing;
using Microsoft.Extensions.Options;
using NoDependencyInjection;

// With nothing in the environment, Adobe is an emulator on this machine.
await using var adobe = Credential.IsInEnvironment ? null : await ImsEmulator.StartAsync();
if (adobe is not null)
{
    Console.WriteLine("ADOBE_CLIENT_ID is not set, so Adobe is an emulator in this process, and is gone with it.");
}

var api = adobe?.ApiEndpoint ?? new Uri(Environment.GetEnvironmentVariable("ADOBE_API") ?? "https://platform.adobe.io/");

try
{
    var options = adobe is null ? Credential.FromEnvironment() : Credential.OAuth(adobe);

    // One provider for each credential, kept as long as the application runs, and one client for all its requests.
    using var provider = TokenProvider.Create(options);
    using var client = new HttpClient(new AdobeServerAuthHandler(provider, new ApiRequestOptions { AllowedHosts = [api.Authority] })) { BaseAddress = api };

    var token = await provider.GetTokenAsync();
    Console.WriteLine($"{options.Flow ?? ServerAuthFlow.OAuth}: {token}");
    using var response = await client.GetAsync("");
    Console.WriteLine($"{api}: {(int)response.StatusCode}");

    if (adobe is not null)
    {
        await ShowServiceAccountAsync(adobe);
    }

    return 0;
}
catch (OptionsValidationException e)
{
    Console.WriteLine(string.Join(Environment.NewLine, e.Failures));
}
catch (Exception e) when (e is AdobeServerAuthException or HttpRequestException or TaskCanceledException)
{
    Console.WriteLine(e.Message);
}

return 1;

// The legacy kind needs its private key, here from a file as a secret mount has it. All else is the same.
static async Task ShowServiceAccountAsync(ImsEmulator adobe)
{
    var file = Path.GetTempFileName();
    try
    {
        await File.WriteAllTextAsync(file, adobe.Credential.AddKeyPair().PrivateKey);
        using var provider = TokenProvider.Create(Credential.ServiceAccount(adobe, file));
        using var client = new HttpClient(new AdobeServerAuthHandler(provider, new ApiRequestOptions { AllowedHosts = [adobe.ApiEndpoint.Authority] }));
        using var response = await client.GetAsync(adobe.ApiEndpoint);
        Console.WriteLine($"Jwt: {await provider.GetTokenAsync()}");
        Console.WriteLine($"{adobe.ApiEndpoint}: {(int)response.StatusCode}");
        Console.WriteLine($"token requests: {string.Join(", ", adobe.TokenRequests.Select(request => request.Path))}");
    }
    finally
    {
        File.Delete(file);
    }
}
