namespace Samples;

/// <summary>Fetches what may be large, and is not kept in memory.</summary>
internal static class Download
{
    /// <summary>
    /// Copies the body of the answer. The whole of it must come within <see cref="HttpClient.Timeout"/>, which ends at the headers when the body is
    /// not kept: a server that falls silent later would be waited for without an end.
    /// </summary>
    /// <exception cref="HttpRequestException">The server refuses the request, or the connection broke.</exception>
    /// <exception cref="TimeoutException">The body has not come in time.</exception>
    public static async Task DownloadAsync(this HttpClient http, HttpRequestMessage request, Stream destination, TimeProvider time, CancellationToken cancellationToken)
    {
        using var timer = new CancellationTokenSource(http.Timeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, timer.Token);
        try
        {
            using var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, either.Token);
            await response.EnsureAdobeSuccessAsync(either.Token);
            await response.Content.CopyToAsync(destination, either.Token);
        }
        catch (OperationCanceledException e) when (!cancellationToken.IsCancellationRequested)
        {
            throw new TimeoutException($"{request.RequestUri?.GetLeftPart(UriPartial.Path)}: not fetched within {http.Timeout.TotalSeconds:0} s.", e);
        }
    }
}
