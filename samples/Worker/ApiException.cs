namespace Worker;

/// <summary>An answer of the API that is no success, and the pause that it asks for.</summary>
internal sealed class ApiException(HttpResponseMessage response)
    : HttpRequestException($"The API answered {(int)response.StatusCode}.", null, response.StatusCode)
{
    /// <summary>Null when the API does not say. A date counts by the API's own clock, where it tells it.</summary>
    public TimeSpan? RetryAfter { get; } = response.Headers.RetryAfter?.Delta
        ?? (response.Headers.RetryAfter?.Date - (response.Headers.Date ?? DateTimeOffset.UtcNow));
}
