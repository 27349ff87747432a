using System.Runtime.CompilerServices;

namespace Adobe.ServerAuth.Handlers;

// The handlers at the end of a chain. None of them may follow redirects by itself: it would send x-api-key to any host, and lose the
// Authorization header even on the same one.
internal static class PrimaryHandlers
{
    public const int DefaultMaxRedirects = 50;

    // What was taken over before: one handler may stand at the end of several chains.
    private static readonly ConditionalWeakTable<HttpMessageHandler, object> TakenOver = new();
    private static readonly object Gate = new();

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
        primary = End(primary);
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

    // What others put on a request of one credential must not go along with one of another: the handlers of a factory are shared.
    public static void KeepNoCookies(HttpMessageHandler primary)
    {
        switch (primary)
        {
            case HttpClientHandler handler:
                handler.UseCookies = false;
                break;
#if !NETSTANDARD2_0
            case SocketsHttpHandler handler:
                handler.UseCookies = false;
                break;
#endif
        }
    }

    public static bool FollowsRedirects(HttpMessageHandler handler) => Limit(End(handler)) is not null;

    // Turns automatic redirects off, and returns how many it would have followed; null for a handler of another kind.
    public static int? TakeOverRedirects(HttpMessageHandler handler)
    {
        var primary = End(handler);
        lock (Gate)
        {
            if (Limit(primary) is { } limit)
            {
                TurnOff(primary);
                TakenOver.Add(primary, limit);
            }

            return TakenOver.TryGetValue(primary, out var taken) ? (int)taken : IsKnown(primary) ? 0 : null;
        }
    }

    private static HttpMessageHandler End(HttpMessageHandler handler)
    {
        while (handler is DelegatingHandler { InnerHandler: { } inner })
        {
            handler = inner;
        }

        return handler;
    }

#if NETSTANDARD2_0
    private static bool IsKnown(HttpMessageHandler primary) => primary is HttpClientHandler;

    // Null when it follows none.
    private static int? Limit(HttpMessageHandler primary) => primary is HttpClientHandler { AllowAutoRedirect: true } handler ? handler.MaxAutomaticRedirections : null;
#else
    private static bool IsKnown(HttpMessageHandler primary) => primary is HttpClientHandler or SocketsHttpHandler;

    // Null when it follows none.
    private static int? Limit(HttpMessageHandler primary) => primary switch
    {
        HttpClientHandler { AllowAutoRedirect: true } handler => handler.MaxAutomaticRedirections,
        SocketsHttpHandler { AllowAutoRedirect: true } handler => handler.MaxAutomaticRedirections,
        _ => null,
    };
#endif

    private static void TurnOff(HttpMessageHandler primary)
    {
        try
        {
            switch (primary)
            {
                case HttpClientHandler handler:
                    handler.AllowAutoRedirect = false;
                    break;
#if !NETSTANDARD2_0
                case SocketsHttpHandler handler:
                    handler.AllowAutoRedirect = false;
                    break;
#endif
            }
        }
        catch (InvalidOperationException e)
        {
            throw new InvalidOperationException(
                $"The primary handler of an HTTP client follows redirects by itself and has sent requests already, so that can not be changed: make it with AllowAutoRedirect = false. {nameof(AdobeServerAuthHandler)} then follows none, or, with a primary handler for each client, all that are allowed.",
                e);
        }
    }
}
