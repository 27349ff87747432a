using System.Net;
using System.Security.Cryptography;
using Adobe.ServerAuth;
using Adobe.ServerAuth.Testing;
using Microsoft.Extensions.Configuration;

namespace CorporateProxy;

/// <summary>A closed network on this machine: the addresses are those of Adobe, and the proxy leads them to an emulator.</summary>
internal static class Demo
{
    private static readonly Uri Api = new("https://firefly-api.adobe.io");

    public static async Task RunAsync()
    {
        Console.WriteLine("No credential is configured, so Adobe is an emulator in this process, behind a proxy that inspects TLS, and is gone with it.");
        await using var adobe = await ImsEmulator.StartAsync();
        using var authority = new PrivateAuthority();
        var user = new NetworkCredential("build-agent", Convert.ToHexString(RandomNumberGenerator.GetBytes(16)));
        await using var proxy = new InspectingProxy(authority, user, new Dictionary<string, Uri>
        {
            ["ims-na1.adobelogin.com"] = adobe.ImsEndpoint,
            [Api.Host] = adobe.ApiEndpoint,
        });
        var folder = Directory.CreateTempSubdirectory("corporate-proxy-");
        try
        {
            var roots = Path.Combine(folder.FullName, "company-root.pem");
            await File.WriteAllTextAsync(roots, authority.Root);
            var address = ("CorporateProxy:Address", proxy.Address.AbsoluteUri);
            var (name, password, trust) = (("CorporateProxy:User", user.UserName), ("CorporateProxy:Password", user.Password), ("CorporateProxy:RootCertificates", roots));

            await ShowAsync("The proxy is set, its credentials are not", proxy, adobe, address);
            await ShowAsync("Its password is wrong", proxy, adobe, address, name, ("CorporateProxy:Password", "not-the-password"));
            await ShowAsync("Its authority is not trusted", proxy, adobe, address, name, password);
            await ShowAsync("All is set", proxy, adobe, address, name, password, trust);
            proxy.ShowsWrongName = true;
            await ShowAsync("All is set, and the certificate is that of another host", proxy, adobe, address, name, password, trust);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static async Task ShowAsync(string title, InspectingProxy proxy, ImsEmulator adobe, params (string Key, string Value)[] settings)
    {
        Console.WriteLine();
        Console.WriteLine(title);
        proxy.Log.Clear();

        // Without the emulator's address: IMS is where it always is.
        var configuration = new ConfigurationManager();
        configuration.AddInMemoryCollection(adobe.Configuration.Where(pair => !pair.Key.EndsWith("Endpoint", StringComparison.Ordinal)))
            .AddInMemoryCollection(settings.Select(setting => KeyValuePair.Create(setting.Key, (string?)setting.Value)));
        try
        {
            Console.WriteLine($"{Api}: {await Application.CallAsync(configuration, Api)}");
        }
        catch (TokenRequestException e)
        {
            Console.WriteLine($"{e.Reason}: {e.Message}");
        }

        foreach (var line in proxy.Log)
        {
            Console.WriteLine("  the proxy: " + line);
        }
    }
}
