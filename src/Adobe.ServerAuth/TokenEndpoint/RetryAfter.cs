namespace Adobe.ServerAuth.TokenEndpoint;

// RFC 9110 section 10.2.3: seconds, or a date, which is read against the server's own clock where it sent that.
internal static class RetryAfter
{
    public static TimeSpan? Read(HttpResponseMessage response, DateTimeOffset now)
    {
        var header = response.Headers.RetryAfter;
        var pause = header?.Delta ?? (header?.Date - (response.Headers.Date ?? now)) ?? TooLong(response);
        return pause is { } asked && asked < TimeSpan.Zero ? TimeSpan.Zero : pause;
    }

    // More seconds than the framework counts are no header for it, and a long pause all the same.
    private static TimeSpan? TooLong(HttpResponseMessage response) =>
        response.Headers.TryGetValues("Retry-After", out var values) && values.FirstOrDefault() is { Length: > 0 } value && value.All(c => c is >= '0' and <= '9')
            ? TimeSpan.FromSeconds(int.MaxValue)
            : null;
}
