using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Adobe.ServerAuth;

namespace Samples;

/// <summary>Waits for a job, which costs something: what passes by itself on the way to its status does not lose it.</summary>
internal static class JobWait
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(5);

    // The client's own timeout may be that of an upload: one connection that hangs must not take all the time there is.
    private static readonly TimeSpan LimitOfQuestion = TimeSpan.FromSeconds(30);

    // The gateway could not read the profile of the token's account: it says so with 403, and means 503.
    private const string NoProfileNow = "503020";

    /// <summary>Asks for the status until the job has ended, five minutes at most. 408, 429, 5xx, no answer within 30 seconds and no token for now are asked again.</summary>
    /// <exception cref="HttpRequestException">The question is refused.</exception>
    /// <exception cref="TimeoutException">The job has not ended in time; its address may be waited for once more.</exception>
    public static async Task<T> WaitForJobAsync<T>(this HttpClient http, Uri address, Func<T, bool> hasEnded, TimeProvider time, CancellationToken cancellationToken)
    {
        using var timer = new CancellationTokenSource(Limit, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, timer.Token);
        Exception? trouble = null;
        try
        {
            while (true)
            {
                var pause = RetryAfter.Shortest;
                using var patience = new CancellationTokenSource(LimitOfQuestion, time);
                using var question = CancellationTokenSource.CreateLinkedTokenSource(either.Token, patience.Token);
                try
                {
                    using var response = await http.GetAsync(address, question.Token);
                    pause = RetryAfter.Of(response, time);
                    await response.EnsureAdobeSuccessAsync(question.Token);
                    if (await response.Content.ReadFromJsonAsync<T>(question.Token) is { } status && hasEnded(status))
                    {
                        return status;
                    }

                    trouble = null;
                }
                catch (Exception e) when (!either.IsCancellationRequested && Passes(e))
                {
                    trouble = e;
                }

                await Task.Delay(pause, time, either.Token);
            }
        }
        catch (OperationCanceledException e) when (!cancellationToken.IsCancellationRequested)
        {
            // Without the query, which may hold a signature.
            throw new TimeoutException($"{address.GetLeftPart(UriPartial.Path)}: not ended within {Limit.TotalMinutes:0} minutes. {trouble?.Message}".TrimEnd(), trouble ?? e);
        }
    }

    // A cancellation that the caller did not ask for is a question without an answer; an answer that is no JSON is that of a proxy.
    private static bool Passes(Exception e) => e switch
    {
        AdobeApiException { StatusCode: HttpStatusCode.Forbidden, Code: NoProfileNow } => true,
        HttpRequestException { StatusCode: { } status } => status is HttpStatusCode.RequestTimeout or HttpStatusCode.TooManyRequests or >= HttpStatusCode.InternalServerError,
        TokenRequestException refused => refused.IsTransient,
        CredentialException unusable => unusable.IsTransient,
        _ => e is HttpRequestException or OperationCanceledException or JsonException,
    };
}
