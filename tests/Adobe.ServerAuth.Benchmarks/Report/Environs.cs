using System.Reflection;
using System.Runtime.InteropServices;
using Azure.Core;
using Google.Apis.Auth.OAuth2;
using Microsoft.Identity.Client;

namespace Adobe.ServerAuth.Benchmarks.Report;

// What was measured, and on what: no more of the machine than a reader needs.
internal static class Environs
{
    public static string Describe() => FormattableString.Invariant(
        $"{Environment.ProcessorCount} cores {RuntimeInformation.ProcessArchitecture}, .NET {Environment.Version.Major}; ")
        + string.Join(", ", Named("MSAL", typeof(IConfidentialClientApplication)), Named("Azure.Core", typeof(TokenCredential)), Named("Google.Apis.Auth", typeof(ServiceAccountCredential)))
        + ".";

    private static string Named(string name, Type type) =>
        $"{name} {type.Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion.Split('+')[0]}";
}
