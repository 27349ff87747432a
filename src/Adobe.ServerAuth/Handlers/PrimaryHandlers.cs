using System.Runtime.CompilerServices;

namespace Adobe.ServerAuth.Handlers;

// The handlers at the end of a chain. None of them may follow redirects by itself: it would send x-api-key to any host, and lose the
// Authorization header even on the same one.
internal static class PrimaryHandlers
{
    public const int DefaultMaxRedirects = 50;

    // What was taken over before: one handler may stand at the end of several chains.
    private static readonly ConditionalWeakTable<HttpMessageHandler, object> TakenOver = new();

    public static HttpMessageHandler Create() =>
#if NETSTANDARD2_0
        new HttpClientHandler { AllowAutoRedirect = false, UseCookies = false };
#else
        new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, PooledConnectionLifetime = TimeSpan.FromMinutes(5) };
#endif

    // The spans of the framework quote what it could not parse, and from IMS that may be an echo of the secret. Nor does IMS learn of traces.
    public static void KeepOutOfTraces(HttpMessageHandler primary)
    {
#if !NETSTANDARD2_0
        while (primary is DelegatingHandler { InnerHandler: { } inner })
        {
            primary = inner;
        }

        if (primary is SocketsHttpHandler { ActivityHeadersPropagator: not null } handler)
        {
            try
            {
                handler.ActivityHeadersPropagator = null;
            }
            catch (InvalidOperationException)
            {
                // It has sent requests already, so it is one that other clients use too.
            }
        }
#endif
    }

    public static bool FollowsRedirects(HttpMessageHandler handler) => handler switch
    {
        DelegatingHandler { InnerHandler: { } inner } => FollowsRedirects(inner),
        HttpClientHandler { AllowAutoRedirect: true } => true,
#if !NETSTANDARD2_0
        SocketsHttpHandler { AllowAutoRedirect: true } => true,
#endif
        _ => false,
    };

    // Turns automatic redirects off, and returns how many it would have followed.
    public static int TakeOverRedirects(HttpMessageHandler primary)
    {
        if (FollowsRedirects(primary))
        {
            try
            {
                TakenOver.GetValue(primary, TurnOff);
            }
            catch (InvalidOperationException e)
            {
                throw new InvalidOperationException(
                    $"The primary handler of an HTTP client follows redirects by itself and has sent requests already, so that can not be changed: make it with AllowAutoRedirect = false. {nameof(AdobeServerAuthHandler)} then follows none, or, with a primary handler for each client, all that are allowed.",
                    e);
            }
        }

        return TakenOver.TryGetValue(primary, out var count) ? (int)count : 0;
    }

    private static object TurnOff(HttpMessageHandler primary)
    {
        switch (primary)
        {
            case DelegatingHandler { InnerHandler: { } inner }:
                return TurnOff(inner);
            case HttpClientHandler handler:
                handler.AllowAutoRedirect = false;
                return handler.MaxAutomaticRedirections;
#if !NETSTANDARD2_0
            case SocketsHttpHandler handler:
                handler.AllowAutoRedirect = false;
                return handler.MaxAutomaticRedirections;
#endif
            default:
                return 0;
        }
    }
}
