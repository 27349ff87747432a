namespace Adobe.ServerAuth.TokenEndpoint;

// RFC 9110 section 10.2.3: seconds, or a date, which is read against the server's own clock where it sent that.
internal static class RetryAfter
{
    public static TimeSpan? Read(HttpResponseMessage response, DateTimeOffset now)
    {
        var header = response.Headers.RetryAfter;
        var pause = header?.Delta ?? (header?.Date - (response.Headers.Date ?? now));
        return pause is { } asked && asked < TimeSpan.Zero ? TimeSpan.Zero : pause;
    }
}
