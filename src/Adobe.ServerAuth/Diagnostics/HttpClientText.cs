namespace Adobe.ServerAuth.Diagnostics;

// How a message names an HTTP client of the factory.
internal static class HttpClientText
{
    public static string Of(string? name) => string.IsNullOrEmpty(name) ? "the default HTTP client" : $"HTTP client '{SafeText.Clean(name)}'";
}
