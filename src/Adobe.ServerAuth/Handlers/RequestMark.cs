namespace Adobe.ServerAuth.Handlers;

// The mark of WithoutAdobeCredential on a request.
internal static class RequestMark
{
    private const string Name = "Adobe.ServerAuth.WithoutCredential";

#if !NETSTANDARD2_0
    private static readonly HttpRequestOptionsKey<bool> Key = new(Name);
#endif

    // Reading the options of a request allocates them: not for applications that never mark one.
    private static volatile bool _used;

    public static void Set(HttpRequestMessage request)
    {
        _used = true;
#if NETSTANDARD2_0
        request.Properties[Name] = true;
#else
        request.Options.Set(Key, true);
#endif
    }

    public static bool IsSet(HttpRequestMessage request) =>
#if NETSTANDARD2_0
        _used && request.Properties.ContainsKey(Name);
#else
        _used && request.Options.TryGetValue(Key, out _);
#endif
}
