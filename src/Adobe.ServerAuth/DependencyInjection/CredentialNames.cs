using Adobe.ServerAuth.Diagnostics;
using Microsoft.Extensions.DependencyInjection;

namespace Adobe.ServerAuth.DependencyInjection;

// What is known of the name of a credential before it is used.
internal sealed class CredentialNames(RegisteredCredentials registered, CredentialOptionsReader options, IServiceProvider services)
{
    // A name that nothing can set is an error. One that code of the application's own may set at run time is none.
    public string? ErrorOf(ClientWithHandler client, string name) => options.MayComeAtRunTime || IsKnown(name) ? null
        : $"{What(client, name)}{CredentialNameText.DidYouMean(name, registered.Names)} Correct the name, or register the credential: services.{nameof(AdobeServerAuthServiceCollectionExtensions.AddAdobeServerAuth)}({Quoted(name)}). Registered: {CredentialNameText.List(registered.Names)}.";

    // For a log: what may be an error, and may be a credential that comes later.
    public string? WarningOf(ClientWithHandler client, string name) => !options.MayComeAtRunTime || IsKnown(name) ? null
        : What(client, name) + CredentialNameText.DidYouMean(name, registered.Names);

    // Whether the container has a provider of that name. It is not resolved: one of the application's own may be scoped. A container that does
    // not say what it has is not doubted.
    public static bool IsProvider(IServiceProvider services, string name) => name.Length == 0
        ? services.GetService<IServiceProviderIsService>()?.IsService(typeof(ITokenProvider)) != false
        : services.GetService<IServiceProviderIsKeyedService>()?.IsKeyedService(typeof(ITokenProvider), name) != false;

    // A request may choose another credential than the default one of its client.
    private bool IsKnown(string name) =>
        name.Length == 0
        || registered.Has(name)
        || IsProvider(services, name)
        || options.Sets(name);

    private static string What(ClientWithHandler client, string name) =>
        $"{client.InWords} has {nameof(AdobeServerAuthHttpClientBuilderExtensions.AddAdobeServerAuthHandler)}({Quoted(name)}), and no credential has that name";

    private static string Quoted(string name) => $"\"{SafeText.Clean(name)}\"";
}
