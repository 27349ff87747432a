namespace Adobe.ServerAuth.Configuration;

// docs/ims-protocol.md: production IMS, and products with a token endpoint of their own in front of it.
internal static class TokenEndpoints
{
    private static readonly Uri ProductionIms = new("https://ims-na1.adobelogin.com");

    public static bool IsOfProduct(Uri? tokenEndpoint) =>
        tokenEndpoint is { IsAbsoluteUri: true } && !tokenEndpoint.AbsolutePath.StartsWith("/ims/", StringComparison.Ordinal);

    public static bool IsJwtExchange(Uri? tokenEndpoint) =>
        tokenEndpoint is { IsAbsoluteUri: true } && tokenEndpoint.AbsolutePath.StartsWith("/ims/exchange/", StringComparison.Ordinal);

    public static Uri ForClientCredentials(AdobeServerAuthOptions options) =>
        options.TokenEndpoint ?? new Uri(options.ImsEndpoint ?? ProductionIms, "/ims/token/v3");
}
