using Adobe.ServerAuth.Testing;

namespace Adobe.ServerAuth.PackageTests.Consumers;

/// <summary>The settings of both flows as environment variables, for a program in a process of its own.</summary>
internal static class EmulatorSettings
{
    public static (string Key, string? Value)[] Of(ImsEmulator adobe) =>
    [
        .. adobe.Configuration.Concat(adobe.ConfigurationOf("legacy", adobe.Credential, adobe.Credential.AddKeyPair())).Select(pair => (pair.Key.Replace(":", "__", StringComparison.Ordinal), pair.Value)),
        ("Api", adobe.ApiEndpoint.AbsoluteUri),
    ];
}
