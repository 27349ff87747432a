using System.Net;

namespace Adobe.ServerAuth.TokenEndpoint;

// An HTTP answer whose body has been read, or found unreadable.
internal sealed class TokenAnswer
{
    public required HttpStatusCode Status { get; init; }

    public required ReadOnlyMemory<byte> Body { get; init; }

    public required bool IsTooLong { get; init; }

    public required bool IsEncoded { get; init; }

    public string? DebugId { get; init; }

    public TimeSpan? RetryAfter { get; init; }

    // How far the clock of this machine is ahead of the server's.
    public TimeSpan? ClockSkew { get; init; }

    public static async Task<TokenAnswer> ReadAsync(HttpResponseMessage response, int maxBytes, DateTimeOffset now, CancellationToken cancellationToken)
    {
#if NETSTANDARD2_0
        // Reading there does not look at its cancellation.
        using var abort = cancellationToken.Register(static state => Abort((HttpResponseMessage)state), response);
#endif
        var encoded = response.Content?.Headers.ContentEncoding.Any(encoding => !string.Equals(encoding, "identity", StringComparison.OrdinalIgnoreCase)) == true;
        var body = response.Content is null || encoded
            ? ReadOnlyMemory<byte>.Empty
            : await BoundedBody.ReadAsync(response.Content, maxBytes, cancellationToken).ConfigureAwait(false);
        return new TokenAnswer
        {
            Status = response.StatusCode,
            Body = body ?? ReadOnlyMemory<byte>.Empty,
            IsTooLong = body is null,
            IsEncoded = encoded,
            DebugId = response.Headers.TryGetValues("x-debug-id", out var values) ? values.FirstOrDefault() : null,
            RetryAfter = TokenEndpoint.RetryAfter.Read(response, now),
            ClockSkew = Rounded(now - response.Headers.Date),
        };
    }

    // A Date has no more than seconds.
    private static TimeSpan? Rounded(TimeSpan? skew) => skew is null ? null : TimeSpan.FromSeconds(Math.Round(skew.Value.TotalSeconds));

#if NETSTANDARD2_0
    private static void Abort(HttpResponseMessage response)
    {
        try
        {
            response.Dispose();
        }
        catch (Exception)
        {
            // It was to end, and did; from here nobody could be told.
        }
    }
#endif
}
