namespace Adobe.ServerAuth.Handlers;

// What a single request asked for, on the request itself: the name of a credential, or none at all. The last word counts.
internal static class CredentialMark
{
    private const string Name = "Adobe.ServerAuth.Credential";
    private static readonly object None = new();

#if !NETSTANDARD2_0
    private static readonly HttpRequestOptionsKey<object> Key = new(Name);
#endif

    // Reading the options of a request allocates them: not for applications that never mark one.
    private static volatile bool _used;

    // Whether any request of this process ever was marked.
    public static bool IsUsed => _used;

    public static void UseNone(HttpRequestMessage request) => Set(request, None);

    public static void Use(HttpRequestMessage request, string credential) => Set(request, credential);

    public static bool IsNone(HttpRequestMessage request) => _used && ReferenceEquals(Get(request), None);

    public static string? Credential(HttpRequestMessage request) => _used ? Get(request) as string : null;

    private static void Set(HttpRequestMessage request, object mark)
    {
        _used = true;
#if NETSTANDARD2_0
        request.Properties[Name] = mark;
#else
        request.Options.Set(Key, mark);
#endif
    }

    private static object? Get(HttpRequestMessage request) =>
#if NETSTANDARD2_0
        request.Properties.TryGetValue(Name, out var mark) ? mark : null;
#else
        request.Options.TryGetValue(Key, out var mark) ? mark : null;
#endif
}
