using System.Net.Http.Json;
using Adobe.ServerAuth;
using Samples;

namespace FireflyServices;

/// <summary>Generates images: a job is started, its status is asked for until it has ended, and the images are fetched from storage.</summary>
internal sealed class FireflyClient(HttpClient http, TimeProvider time)
{
    private static readonly TimeSpan MaxWait = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    /// <summary>Starts a job and waits for it, five minutes at most.</summary>
    /// <returns>The signed addresses of the images: who knows one can fetch the image, for as long as it is valid.</returns>
    /// <exception cref="HttpRequestException">Firefly refuses the request, or the job failed.</exception>
    /// <exception cref="TimeoutException">The job has not ended in time.</exception>
    public async Task<IReadOnlyList<Uri>> GenerateAsync(string prompt, CancellationToken cancellationToken = default)
    {
        using var response = await http.PostAsJsonAsync("/v3/images/generate-async", new { prompt, numVariations = 1 }, cancellationToken);
        await response.EnsureAdobeSuccessAsync(cancellationToken);
        var job = await response.Content.ReadFromJsonAsync<Job>(cancellationToken);
        var address = job?.StatusUrl ?? throw new HttpRequestException("Firefly started a job, and did not tell the address of its status.");

        using var timer = new CancellationTokenSource(MaxWait, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, timer.Token);
        try
        {
            return await WaitAsync(address, either.Token);
        }
        catch (OperationCanceledException e) when (timer.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            throw new TimeoutException("Firefly's job has not ended in time.", e);
        }
    }

    /// <summary>Fetches an image from storage: without the token, which must not get there.</summary>
    public async Task DownloadAsync(Uri image, Stream destination, CancellationToken cancellationToken = default)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, image).WithoutAdobeCredential();
        using var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
        await response.EnsureAdobeSuccessAsync(cancellationToken);
        await response.Content.CopyToAsync(destination, cancellationToken);
    }

    private async Task<IReadOnlyList<Uri>> WaitAsync(Uri address, CancellationToken cancellationToken)
    {
        while (true)
        {
            var status = await GetStatusAsync(address, cancellationToken);
            switch (status.Status)
            {
                case "succeeded":
                    return [.. (status.Result?.Outputs ?? []).Select(output => output.Image.Url)];
                case "failed" or "cancelled" or "canceled":
                    throw new HttpRequestException($"Firefly's job ended: {status.Status}.");
                default:
                    await Task.Delay(Pause, time, cancellationToken);
                    break;
            }
        }
    }

    // The address as Firefly told it: its host can not be guessed from the job's id.
    private async Task<JobStatus> GetStatusAsync(Uri address, CancellationToken cancellationToken)
    {
        using var response = await http.GetAsync(address, cancellationToken);
        await response.EnsureAdobeSuccessAsync(cancellationToken);
        return await response.Content.ReadFromJsonAsync<JobStatus>(cancellationToken) ?? throw new HttpRequestException("Firefly's answer has no status.");
    }

    private sealed record Job(Uri? StatusUrl);

    private sealed record JobStatus(string? Status, JobResult? Result);

    private sealed record JobResult(IReadOnlyList<Output>? Outputs);

    private sealed record Output(Image Image);

    private sealed record Image(Uri Url);
}
