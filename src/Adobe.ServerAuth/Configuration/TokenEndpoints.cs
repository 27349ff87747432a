namespace Adobe.ServerAuth.Configuration;

// docs/ims-protocol.md: production IMS, and products with a token endpoint of their own in front of it.
internal static class TokenEndpoints
{
    public static readonly Uri ProductionIms = new("https://ims-na1.adobelogin.com");
    private static readonly string[] JwtExchanges = ["/ims/exchange/jwt", "/ims/exchange/jwt/", "/ims/exchange/v1/jwt", "/ims/exchange/v1/jwt/"];

    // Most credentials ask production: its addresses are kept once for all of them.
    private static readonly Uri ProductionToken = Of(ProductionIms, ServerAuthFlow.OAuth);
    private static readonly Uri ProductionExchange = Of(ProductionIms, ServerAuthFlow.Jwt);

    public static Uri Of(AdobeServerAuthOptions options) => options.TokenEndpoint
        ?? (options.ImsEndpoint is { } ims ? Of(ims, options.Flow) : options.Flow == ServerAuthFlow.Jwt ? ProductionExchange : ProductionToken);

    public static bool IsOfProduct(Uri? tokenEndpoint) =>
        tokenEndpoint is { IsAbsoluteUri: true } && !tokenEndpoint.AbsolutePath.StartsWith("/ims/", StringComparison.Ordinal);

    public static bool IsBelowExchange(Uri? tokenEndpoint) =>
        tokenEndpoint is { IsAbsoluteUri: true } && tokenEndpoint.AbsolutePath.StartsWith("/ims/exchange/", StringComparison.Ordinal);

    public static bool IsJwtExchange(Uri tokenEndpoint) => tokenEndpoint.IsAbsoluteUri && JwtExchanges.Contains(tokenEndpoint.AbsolutePath, StringComparer.Ordinal);

    private static Uri Of(Uri ims, ServerAuthFlow? flow) => new(ims, flow == ServerAuthFlow.Jwt ? JwtExchanges[0] : "/ims/token/v3");
}
