using Adobe.ServerAuth;
using CorporateProxy;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

// An application in a network whose only way out is a proxy, which may want credentials and may inspect TLS.
//
//   CorporateProxy__Address             http://proxy.example.com:8080, say; without it HTTPS_PROXY and NO_PROXY count
//   CorporateProxy__User, …__Password   what the proxy wants
//   CorporateProxy__RootCertificates    a PEM file with the root certificate that the proxy's certificates lead to
//   CorporateProxy__Api                 the address of an Adobe API
//   AdobeServerAuth__…                  the credential, as in the README; without it all of Adobe, and the proxy, are played on this machine
var configuration = new ConfigurationManager();
configuration.AddEnvironmentVariables().AddCommandLine(args);
try
{
    if (!configuration.GetSection("AdobeServerAuth").Exists())
    {
        await Demo.RunAsync();
        return 0;
    }

    if (!Uri.TryCreate(configuration["CorporateProxy:Api"], UriKind.Absolute, out var api) || api.Scheme is not "https")
    {
        Console.WriteLine("CorporateProxy:Api is missing, or no address of an API: it begins with https://.");
        return 1;
    }

    Console.WriteLine($"{api.Host}: {await Application.CallAsync(configuration, api)}");
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
catch (Exception e) when (e is AdobeServerAuthException or HttpRequestException or OperationCanceledException or InvalidOperationException)
{
    Console.WriteLine("That did not work: " + e.Message);
}

return 1;
