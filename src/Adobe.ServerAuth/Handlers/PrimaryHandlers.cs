namespace Adobe.ServerAuth.Handlers;

// The handlers at the end of a chain. None of them follows redirects by itself: it would send x-api-key to any host, and lose the
// Authorization header even on the same one.
internal static class PrimaryHandlers
{
    public const int DefaultMaxRedirects = 50;

    public static HttpMessageHandler Create() =>
#if NETSTANDARD2_0
        new HttpClientHandler { AllowAutoRedirect = false, UseCookies = false };
#else
        new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, PooledConnectionLifetime = TimeSpan.FromMinutes(5) };
#endif

    // Turns automatic redirects off, and returns how many it would have followed.
    public static int TakeOverRedirects(HttpMessageHandler primary)
    {
        switch (primary)
        {
            case HttpClientHandler { AllowAutoRedirect: true } handler:
                handler.AllowAutoRedirect = false;
                return handler.MaxAutomaticRedirections;
#if !NETSTANDARD2_0
            case SocketsHttpHandler { AllowAutoRedirect: true } handler:
                handler.AllowAutoRedirect = false;
                return handler.MaxAutomaticRedirections;
#endif
            default:
                return 0;
        }
    }
}
