using System.Net.Http.Json;
using Samples;

namespace FireflyServices;

/// <summary>Generates images: a job is started, its status is asked for until it has ended, and the images are fetched from storage.</summary>
internal sealed class FireflyClient(HttpClient http, TimeProvider time)
{
    /// <summary>Starts and waits. Who wants to wait on after a failure keeps the address of <see cref="StartAsync"/>: the job costs something.</summary>
    /// <inheritdoc cref="WaitAsync" path="/returns|/exception"/>
    public async Task<IReadOnlyList<Uri>> GenerateAsync(string prompt, CancellationToken cancellationToken = default) =>
        await WaitAsync(await StartAsync(prompt, cancellationToken), cancellationToken);

    /// <summary>Starts a job.</summary>
    /// <returns>The address of its status as Firefly told it, for <see cref="WaitAsync"/>: its host can not be guessed from the job's id.</returns>
    /// <exception cref="HttpRequestException">Firefly refuses the request.</exception>
    public async Task<Uri> StartAsync(string prompt, CancellationToken cancellationToken = default)
    {
        using var response = await http.PostAsJsonAsync("/v3/images/generate-async", new { prompt, numVariations = 1 }, cancellationToken);
        await response.EnsureAdobeSuccessAsync(cancellationToken);
        var job = await response.Content.ReadFromJsonAsync<Job>(cancellationToken);
        var address = job?.StatusUrl ?? throw new HttpRequestException("Firefly started a job, and did not tell the address of its status.");
        return new Uri(http.BaseAddress!, address);
    }

    /// <summary>Waits for a job, five minutes at most, over what passes by itself.</summary>
    /// <returns>The signed addresses of the images, one at least: who knows one can fetch the image, for as long as it is valid.</returns>
    /// <exception cref="HttpRequestException">Firefly refuses the question, or the job failed.</exception>
    /// <exception cref="TimeoutException">The job has not ended in time. The same address can be waited for again.</exception>
    public async Task<IReadOnlyList<Uri>> WaitAsync(Uri status, CancellationToken cancellationToken = default)
    {
        var job = await http.WaitForJobAsync<JobStatus>(status, answer => answer.Status is "succeeded" or "failed" or "cancelled" or "canceled", time, cancellationToken);
        var images = (job.Result?.Outputs ?? []).Select(output => output.Image?.Url).OfType<Uri>().ToArray();
        return job.Status == "succeeded" && images.Length > 0
            ? images
            : throw new HttpRequestException($"{status.GetLeftPart(UriPartial.Path)}: the job ended without an image: {job.Status}.");
    }

    /// <summary>Fetches an image from Firefly's storage, which gets no token.</summary>
    /// <exception cref="HttpRequestException">Storage refuses the request.</exception>
    /// <exception cref="TimeoutException">The whole of the image has not come within the client's timeout.</exception>
    public async Task DownloadAsync(Uri image, Stream destination, CancellationToken cancellationToken = default)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, image);
        await http.DownloadAsync(request, destination, time, cancellationToken);
    }

    private sealed record Job(Uri? StatusUrl);

    private sealed record JobStatus(string? Status, JobResult? Result);

    private sealed record JobResult(IReadOnlyList<Output>? Outputs);

    private sealed record Output(Image? Image);

    private sealed record Image(Uri? Url);
}
